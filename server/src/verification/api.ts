/** The Skill Verification API. @see facts 2 to 10; skill verification spec */
export * from './api/assessment.ts'
export * from './api/human.ts'
export * from './api/own.ts'
export * from './api/records.ts'
export * from './api/steps.ts'
