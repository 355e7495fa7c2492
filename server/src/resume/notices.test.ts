import { describe, expect, it } from 'vitest'
import { noticesOf } from './notices.ts'

const credential = {
  title: 'Project Management, Intermediate',
  description: 'A course of 40 hours. Grade of B+.',
  date: '2024-05-01T00:00:00Z',
  issuer: 'Institution X',
  criteria: 'Passed the exam of the 2023 edition.',
}
const codes = (own: string, over: object = {}) => noticesOf(own, { ...credential, ...over }).map(({ code, says }) => [code, ...says])

describe('own words that say no more than the credential', () => {
  it.each([
    '',
    '   ',
    'Led a small team of volunteers.',
    'Taken in May 2024, from the edition of 2023.',
    'Finished 2024-05 after 40 hours.',
    'Intermediate; I was a beginner before.',
    'Grade: B+',
    'Junior at the time.',
    'Room 20245, 1,999 people',
    '日本語で学びました 2024年',
    'أكملت الدورة عام ٢٠٢٤',
  ])('%j: no notice', (own) => expect(codes(own)).toEqual([]))
})

describe('own words that say more', () => {
  it.each<[string, string[]]>([
    ['Since 2019', ['date_not_in_credential', '2019']],
    ['From 2019 to 2022', ['date_not_in_credential', '2019', '2022']],
    ['Done in June 2024', ['date_not_in_credential', 'June 2024']],
    ['Terminado en agosto de 2024', ['date_not_in_credential', 'agosto de 2024']],
    ['Done 2024-06', ['date_not_in_credential', '2024-06']],
    ['منذ ٢٠١٩', ['date_not_in_credential', '٢٠١٩']],
    ['June 2019', ['date_not_in_credential', '2019']],
    ['2019年から', ['date_not_in_credential', '2019']],
    ['5 years of practice', ['duration_not_in_credential', '5 years']],
    ['10+ años de experiencia', ['duration_not_in_credential', '10+ años']],
    ['60 hours', ['duration_not_in_credential', '60 hours']],
    ['Senior project manager', ['level_above_credential', 'Senior', 'manager']],
    ['I am an EXPERT', ['level_above_credential', 'EXPERT']],
    ['Nivel avanzado', ['level_above_credential', 'avanzado']],
    ['Ph.D. in management', ['level_above_credential', 'Ph.D']],
    ["Master's degree", ['level_above_credential', "Master's"]],
    ['Summa cum laude', ['grade_not_in_credential', 'Summa cum laude']],
    ['GPA 3.9', ['grade_not_in_credential', 'GPA 3.9']],
    ['98% in the exam', ['grade_not_in_credential', '98%']],
    ['grade: A', ['grade_not_in_credential', 'grade: A']],
  ])('%j', (own, expected) => expect(codes(own)).toEqual([expected]))

  it('each kind is told once, in this order', () => {
    expect(codes('PhD, 2001, 12 years, with distinction').map(([code]) => code)).toEqual([
      'date_not_in_credential',
      'duration_not_in_credential',
      'level_above_credential',
      'grade_not_in_credential',
    ])
  })

  it('a word the credential uses is no news', () => {
    expect(codes('Senior manager, expert', { title: 'Senior Project Manager', description: 'Expert level' })).toEqual([])
    expect(codes('Bachelor', { title: 'Doctor of Philosophy' })).toEqual([])
  })

  it('says what it is about, in a sentence', () => {
    expect(noticesOf('Since 2019', credential)).toEqual([
      { code: 'date_not_in_credential', text: 'The own words name “2019”. The credential does not.', says: ['2019'] },
    ])
  })

  it('reads the longest text at once', () => {
    const [notice] = noticesOf('1999 a senior '.repeat(700), credential)
    expect(notice?.says).toEqual(['1999'])
  })
})
