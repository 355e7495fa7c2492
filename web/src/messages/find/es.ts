import type { FindWords } from './en.ts'

export const es: FindWords = {
  title: (partner) => `Encontrar lo que ${partner} tiene para usted`,
  lead: (partner) => `Díganos quién es para ${partner}. Si algo le espera, enviamos un enlace a la dirección que ellos conocen.`,
  firstName: 'Nombre',
  lastName: 'Apellidos',
  email: 'Dirección de correo',
  studentId: 'Número de estudiante',
  either: 'Basta con uno de los dos.',
  search: 'Buscarlo',
  searching: 'Buscando…',
  nameMissing: 'Escriba su nombre y sus apellidos.',
  eitherMissing: 'Escriba su dirección de correo o su número de estudiante.',
  sentTitle: 'Mire su buzón',
  sent: (partner) =>
    `Si ${partner} ha enviado algo para usted, hemos escrito a la dirección que ellos conocen. El enlace de ese correo le lleva adelante.`,
  notThere: (partner) =>
    `¿Nada después de unos minutos? Mire en la carpeta de correo no deseado, o pregunte a ${partner} qué dirección tienen.`,
  again: 'Preguntar de nuevo',
  limited: 'Han sido muchas preguntas en poco tiempo. Espere una hora e inténtelo de nuevo.',
}
