import type { InboxWords } from './en.ts'

export const es: InboxWords = {
  title: 'Credenciales nuevas',
  lead: 'Se las envían instituciones con las que está conectado. Nadie ve nada hasta que usted lo añade.',
  emptyTitle: 'Nada nuevo',
  empty: 'Cuando una institución con la que está conectado envía algo, espera aquí, y le escribimos.',
  toImport: 'Añadir algo por su cuenta',
  toResume: 'Ir a mi currículum',
}
