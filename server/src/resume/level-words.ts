/** A ladder of words: the higher, the more is claimed. `claimsFrom`: from here on a word needs something to stand on. */
interface Ladder {
  name: string
  claimsFrom: number
  steps: readonly (readonly string[])[]
}

/** Folded words (lower case, no accents) in English and Spanish. */
export const LADDERS: readonly Ladder[] = [
  {
    name: 'rank',
    claimsFrom: 2,
    steps: [
      ['intern', 'trainee', 'apprentice', 'becario', 'becaria', 'aprendiz'],
      ['junior', 'jr'],
      ['senior', 'sr', 'supervisor', 'supervisora'],
      ['lead', 'team lead', 'manager', 'jefe', 'jefa', 'gerente', 'responsable'],
      ['principal', 'head of', 'director', 'directora', 'fellow'],
      ['chief', 'vice president', 'president', 'presidente', 'presidenta', 'ceo', 'cto', 'cfo', 'coo'],
    ],
  },
  {
    name: 'level',
    claimsFrom: 2,
    steps: [
      ['beginner', 'basic', 'elementary', 'foundation', 'foundations', 'introduction', 'introductory', 'principiante', 'basico', 'basica'],
      ['intermediate', 'intermedio', 'intermedia'],
      ['advanced', 'proficient', 'avanzado', 'avanzada'],
      ['expert', 'expertise', 'master level', 'mastery', 'guru', 'experto', 'experta', 'maestria'],
    ],
  },
  {
    name: 'degree',
    claimsFrom: 0,
    steps: [
      ['high school diploma', 'ged', 'bachillerato'],
      ['associate degree', 'associate of', 'tecnico superior'],
      ['bachelor', 'bachelors', 'bsc', 'b sc', 'ba degree', 'undergraduate degree', 'licenciatura', 'licenciado', 'licenciada', 'grado en'],
      ['master of', 'masters', 'master s', 'msc', 'm sc', 'mba', 'mphil', 'master en', 'maestria en'],
      ['phd', 'ph d', 'doctor', 'doctoral', 'doctorate', 'dphil', 'dr', 'doctora', 'doctorado', 'professor', 'catedratico', 'catedratica'],
    ],
  },
]
