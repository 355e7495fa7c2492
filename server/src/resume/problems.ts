import { refusal } from '../core/problem.ts'

export const problems = {
  entry_not_found: refusal('entry_not_found', 'not-found', 'There is no such entry on your resume.'),
  skill_is_verified: refusal('skill_is_verified', 'conflict', 'This skill is verified: its level cannot be changed. You may hide it.'),
  not_a_skill: refusal('not_a_skill', 'invalid', 'Only skills have a level.'),
}
