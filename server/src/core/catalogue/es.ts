import type { Catalogue } from './en.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const credentials = (n: number): string => count(n, 'credencial', 'credenciales')
const skills = (n: number): string => count(n, 'competencia', 'competencias')

const waiting = (credentialCount: number, skillCount: number): string => {
  if (skillCount === 0) return credentials(credentialCount)
  return credentialCount === 0 ? skills(skillCount) : `${credentials(credentialCount)} y ${skills(skillCount)}`
}

export const es: Catalogue = {
  sections: {
    Summary: 'Perfil',
    Education: 'Formación',
    Experience: 'Experiencia',
    Certification: 'Certificaciones',
    Licenses: 'Licencias',
    Credentials: 'Credenciales',
    'Relevant Coursework': 'Cursos relevantes',
    'Skills and Abilities': 'Competencias y habilidades',
    Skills: 'Competencias',
    Activities: 'Actividades',
    'Professional Affiliations': 'Asociaciones profesionales',
  },
  levels: { beginner: 'Inicial', intermediate: 'Intermedio', advanced: 'Avanzado', expert: 'Experto' },
  categories: { specialized: 'Especializadas', technical: 'Técnicas', durable: 'Transversales', other: 'Otras' },
  verdicts: {
    verified: { word: 'Verificado', means: 'Firmado por quien lo emitió, sin cambios desde entonces y todavía válido.' },
    'verified-issuer-unknown': { word: 'Emisor desconocido', means: 'La firma es correcta, pero nadie responde por quién es el emisor.' },
    unsigned: { word: 'Sin firma', means: 'No lleva firma, así que nadie puede comprobar quién lo escribió.' },
    unconfirmed: { word: 'No se pudo comprobar', means: 'Algo necesario para la comprobación no se pudo alcanzar o leer.' },
    expired: { word: 'Caducado', means: 'El plazo para el que se emitió ha terminado.' },
    'not-yet-valid': { word: 'Aún no válido', means: 'Su plazo todavía no ha empezado.' },
    revoked: { word: 'Revocado', means: 'El emisor lo ha retirado.' },
    suspended: { word: 'Suspendido', means: 'El emisor lo ha dejado en suspenso.' },
    invalid: { word: 'No válido', means: 'Se cambió después de firmarse, o su firma es incorrecta.' },
    withdrawn: { word: 'Retirado por el emisor', means: 'El emisor ya no responde por esta entrada.' },
    'self-asserted': { word: 'Declaración propia', means: 'Escrito por esta persona. Nadie más lo ha confirmado.' },
  },
  checks: {
    document: {
      passed: 'El documento está completo y bien formado',
      failed: 'El documento está dañado',
      unknown: 'El documento no se pudo leer entero',
    },
    schema: {
      passed: 'Tiene la forma que pide el estándar',
      failed: 'No tiene la forma que pide el estándar',
      unknown: 'Su forma no se pudo comparar con el estándar',
    },
    proof: {
      passed: 'La firma es correcta: no se cambió nada',
      failed: 'La firma no corresponde al documento',
      unknown: 'La firma no se pudo comprobar',
    },
    'no-proof': { passed: 'Lleva una firma', failed: 'No lleva firma', unknown: 'No lleva firma' },
    'issuer-key': {
      passed: 'La clave de la firma es del emisor',
      failed: 'La clave de la firma no es del emisor',
      unknown: 'La lista de claves del emisor no se pudo alcanzar',
    },
    'issuer-name': {
      passed: 'El emisor es conocido por su nombre',
      failed: 'El emisor no es quien dice ser',
      unknown: 'Nadie responde por el nombre del emisor',
    },
    dates: { passed: 'Es válido hoy', failed: 'No es válido hoy', unknown: 'Sus fechas no se pudieron leer' },
    status: {
      passed: 'El emisor no lo ha retirado',
      failed: 'El emisor lo ha retirado o suspendido',
      unknown: 'La lista de credenciales retiradas no se pudo alcanzar',
    },
    subject: {
      passed: 'Se emitió para esta persona',
      failed: 'Se emitió para otra persona',
      unknown: 'No dice para quién se emitió',
    },
    nested: {
      passed: 'Todo lo que contiene también es correcto',
      failed: 'Algo de lo que contiene no es correcto',
      unknown: 'Algo de lo que contiene no se pudo comprobar',
    },
  },
  claimTitle: (partner, credentialCount, skillCount) =>
    credentialCount + skillCount === 0
      ? `${partner} ha abierto un currículum para usted`
      : `${partner} tiene ${waiting(credentialCount, skillCount)} para usted`,
  landingTitle: (partner) => `Haga su currículum con ${partner}`,
  landingLead: 'Abra el enlace que recibió, o entre para ver su currículum.',
  unknownLink: 'No conocemos este enlace',
  claimLead: 'Escriba su correo electrónico para verlas y elegir. Nada es público.',
  chooseLead: 'Elija qué va en su currículum. Lo que deje le espera, y todo se puede ocultar o borrar después.',
  saysItIs: (issuer) => `dice ser ${issuer}`,
  noIssuer: 'sin emisor',
  signedInAs: (address) => `Ha entrado como ${address}`,
  unnamed: 'Su currículum',
  verifiedOf: (verified, claims) => `${verified} de ${count(claims, 'dato verificado', 'datos verificados')}`,
}
