/** Who endorsed, and what was proved of them. */
export interface ReviewFacts {
  name: string
  company: string
  email: string
  comment: string
  relationship: string
  /** mailbox: a code sent to the address came back; link: the link alone */
  proved: 'mailbox' | 'link'
  personalMailbox: boolean
}
