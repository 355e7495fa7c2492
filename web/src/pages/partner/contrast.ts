import { luminance } from '../claim/landing-colors.ts'

/** Lines and marks need 3 to 1. @see WCAG 2.2, 1.4.11 */
export const LINE_CONTRAST = 3

/** The pages' own paper, light. */
export const PAPER = '#faf9f5'

/** How far two colours stand apart, 1 to 21. @see WCAG 2.2, "contrast ratio" */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}
