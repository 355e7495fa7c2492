import { type TSchema, Type } from 'typebox'

export const TAG = 'Skill verification'

/** `{success: true, data, message?, executionTime?}`. @see facts 1.3 */
export const ok = <T extends TSchema>(data: T) =>
  Type.Object({
    success: Type.Literal(true),
    data,
    message: Type.Optional(Type.String()),
    executionTime: Type.Optional(Type.String({ description: 'Milliseconds, like `42ms`.' })),
  })

/** Written down for readers; the handler checks the body itself, in the published order. */
export const unchecked = (schema: TSchema) => Type.Unsafe<unknown>(schema)

export const Text = Type.String()
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const Texts = Type.Array(Text)
export const VerificationId = Type.Object({ recordVerificationId: Text })
/** The verification, where the caller's key does not imply it. */
export const SessionQuery = Type.Object({ recordVerificationId: Type.Optional(Text), sessionToken: Type.Optional(Text) })
export const ReviewerQuery = Type.Object({ reviewerToken: Type.Optional(Text) })

export const KEY_PROBLEMS = ['INVALID_API_KEY', 'RATE_LIMITED'] as const
export const SESSION_PROBLEMS = [...KEY_PROBLEMS, 'MISSING_VERIFICATION_ID', 'SESSION_NOT_FOUND'] as const
export const READ_PROBLEMS = [...KEY_PROBLEMS, 'MISSING_VERIFICATION_ID', 'NOT_FOUND'] as const
export const CONFLICTS = [
  'ALREADY_COMPLETED',
  'SESSION_LOCKED',
  'ASSESSMENT_ALREADY_PASSED',
  'DUPLICATE_SKILLS_IN_BUNDLE',
  'MAX_SKILLS_PER_SOURCE',
] as const

export const Skipped = Type.Optional(Type.Array(Type.Object({ id: Text, reason: Text })))
export const Webhook = Type.Object({ sent: Type.Boolean(), status: Type.Optional(Text) })
