import { refusal } from '../core/problem.ts'

export const problems = {
  share_not_found: refusal(
    'share_not_found',
    'not-found',
    'There is no such link, or it has ended. Make a new one, or leave the QR code out.',
  ),
  pdf_busy: refusal<{ retryAfterSeconds: number }>(
    'pdf_busy',
    'unavailable',
    'Many resumes are being set just now. Try again in a moment.',
  ),
}
