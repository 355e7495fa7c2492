/** Invented people; every address is of a domain that belongs to nobody. */
export interface DemoPerson {
  key: string
  givenName: string
  familyName: string
  email: string
  recipientId: string
}

const person = (key: string, givenName: string, familyName: string): DemoPerson => ({
  key,
  givenName,
  familyName,
  email: `${key}@example.org`,
  recipientId: `demo-${key}`,
})

export const ADA = person('ada', 'Ada', 'Okafor')
export const MATEO = person('mateo', 'Mateo', 'Rivera')
export const YUKI = person('yuki', '結城', '田中')
export const LAYLA = person('layla', 'ليلى', 'حداد')
/** Has been sent something and has not come yet. */
export const PRIYA = person('priya', 'Priya', 'Nair')
/** Can be found by name on a partner's page. */
export const NOOR = person('noor', 'Noor', 'Haddad')

/** The heads of their resumes, and what they wrote themselves. */
export const HEADS = {
  ada: {
    profile: {
      headline: 'Data analyst who writes so that others can act',
      summary: 'Five years between classrooms and spreadsheets. Looks for work where numbers help people decide.',
      email: ADA.email,
      location: 'Helena, Montana',
      links: [{ id: 'portfolio', label: 'Portfolio', url: 'https://ada.example.org' }],
    },
    entries: [
      {
        section: 'Experience',
        title: 'Data analyst',
        organization: 'Rivertown Public Schools',
        startDate: '2023-08',
        endDate: '',
        description: 'Built the attendance report 14 schools use every Monday.',
      },
      {
        section: 'Activities',
        title: 'Volunteer tutor',
        organization: 'Helena Library',
        startDate: '2021',
        endDate: '2023',
        description: 'Two evenings a week, mathematics for adults.',
      },
      { kind: 'skill', name: 'Public speaking', level: 'intermediate', category: 'durable' },
    ],
  },
  mateo: {
    profile: { headline: 'Web developer', summary: 'Likes small, fast pages.', email: MATEO.email, location: 'Portland, Oregon' },
    entries: [
      {
        section: 'Experience',
        title: 'Junior developer',
        organization: 'Harbor Web Works',
        startDate: '2024-02',
        endDate: '',
        description: 'Rebuilt a shop’s checkout; it now loads in under a second.',
      },
    ],
  },
  yuki: {
    settings: { language: 'ja' },
    profile: { headline: 'プロジェクトマネージャー', summary: '人と計画をつなぐ仕事をしています。', email: YUKI.email, location: '大阪' },
    entries: [
      {
        section: 'Experience',
        title: '進行管理',
        organization: '株式会社みどり',
        startDate: '2020-04',
        endDate: '',
        description: '十二人のチームの計画と進行。',
      },
    ],
  },
  layla: {
    settings: { language: 'ar', direction: 'rtl' },
    profile: { headline: 'معلمة رياضيات', summary: 'أدرّس الرياضيات للكبار منذ ثماني سنوات.', email: LAYLA.email, location: 'عمّان' },
    entries: [
      {
        section: 'Experience',
        title: 'معلمة',
        organization: 'مركز تعليم الكبار',
        startDate: '2017-09',
        endDate: '',
        description: 'دروس مسائية لستين طالبًا.',
      },
    ],
  },
} as const
