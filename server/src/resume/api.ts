import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { Check, oneOf, Section, SkillCategory, SkillLevel, Verdict } from '../core/words.ts'

export const Entry = Type.Object({
  id: Type.String(),
  assertionId: Type.String({ description: 'As the issuer wrote it.' }),
  title: Type.String(),
  description: Type.String(),
  issuer: Type.String(),
  issuerSays: Type.String({ description: 'How the issuer may be named: a known name, or "says it is …".' }),
  date: Type.String({ description: 'As sent.' }),
  section: Section,
  mode: oneOf(['test', 'live']),
  verdict: Verdict,
  checks: Type.Array(Check),
  checkedAt: Type.Union([Type.String(), Type.Null()]),
  partner: Type.String(),
  evidence: Type.Array(Type.Object({ name: Type.String(), url: Type.String() })),
  hidden: Type.Boolean(),
  deleted: Type.Boolean(),
})

export const SkillProof = Type.Object({
  id: Type.String({ description: 'Id of the item this proof came with.' }),
  assertionId: Type.String(),
  issuer: Type.String(),
  issuerSays: Type.String(),
  date: Type.String(),
  framework: Type.String(),
  mode: oneOf(['test', 'live']),
  verdict: Verdict,
  checks: Type.Array(Check),
  evidence: Type.Array(Type.Object({ name: Type.String(), url: Type.String() })),
})

export const Skill = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'At most 40 characters; cut for display.' }),
  fullName: Type.String(),
  description: Type.String(),
  level: Type.Union([SkillLevel, Type.Null()]),
  category: Type.Union([SkillCategory, Type.Null()]),
  verdict: Verdict,
  canEditLevel: Type.Boolean({ description: 'False once verified.' }),
  proofs: Type.Array(SkillProof),
  hidden: Type.Boolean(),
  deleted: Type.Boolean(),
})

export const Resume = Type.Object({
  name: Type.String(),
  sections: Type.Array(Type.Object({ name: Section, entries: Type.Array(Entry) })),
  skills: Type.Array(Skill),
  deleted: Type.Object(
    { entries: Type.Array(Entry), skills: Type.Array(Skill) },
    { description: 'Deleted from the resume; can be restored.' },
  ),
  summary: Type.Object({ claims: Type.Integer(), verified: Type.Integer() }),
})

export const getResume = defineEndpoint({
  id: 'getResume',
  method: 'GET',
  path: '/api/me/resume',
  tag: 'Resume',
  summary: 'The resume with its sections, entries, skills and their verdicts.',
  audience: 'person',
  success: 200,
  response: Resume,
  problems: ['not_signed_in'],
})

const ItemId = Type.Object({ id: Type.String({ maxLength: 200 }) })

export const updateEntry = defineEndpoint({
  id: 'updateEntry',
  method: 'PATCH',
  path: '/api/me/resume/entries/:id',
  tag: 'Resume',
  summary: 'Hide, show, delete or restore an entry or a skill; set the level of an unverified skill.',
  audience: 'person',
  params: ItemId,
  body: Type.Object(
    {
      hidden: Type.Optional(Type.Boolean()),
      deleted: Type.Optional(Type.Boolean()),
      level: Type.Optional(SkillLevel),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  success: 200,
  response: Type.Union([Entry, Skill]),
  problems: ['entry_not_found', 'skill_is_verified', 'not_a_skill', 'not_signed_in'],
})

export const putOrder = defineEndpoint({
  id: 'putOrder',
  method: 'PUT',
  path: '/api/me/resume/order',
  tag: 'Resume',
  summary: 'Set the order of sections, and of the entries in them.',
  audience: 'person',
  body: Type.Object(
    {
      sections: Type.Optional(Type.Array(Section, { uniqueItems: true })),
      entries: Type.Optional(Type.Array(Type.String(), { uniqueItems: true, maxItems: 20000, description: 'Ids in the wanted order.' })),
    },
    { additionalProperties: false },
  ),
  success: 200,
  response: Resume,
  problems: ['entry_not_found', 'not_signed_in'],
})
