interface Answer {
  status: number
  body: unknown
}

const block = document.getElementById('first-answers')
let answers: Record<string, Answer> = block?.textContent ? JSON.parse(block.textContent) : {}

/** What the server has already answered, together with the page; each answer serves once. */
export function takeFirstAnswer(address: string): Answer | undefined {
  const { [address]: answer, ...others } = answers
  answers = others
  return answer
}

/** Once the page stands, everything is asked anew. */
export function forgetFirstAnswers(): void {
  answers = {}
}
