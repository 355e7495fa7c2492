export const en = {
  title: 'New credentials',
  lead: 'Sent to you by institutions you have connected. Nothing is shown to anybody until you add it.',
  emptyTitle: 'Nothing new',
  empty: 'When an institution you have connected sends something, it waits here, and we write to you.',
  toImport: 'Add something yourself',
  toResume: 'Go to my resume',
}

export type InboxWords = typeof en
