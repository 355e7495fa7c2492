import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { OrderedPlace } from '../core/words.ts'
import { Entry, ItemChange, OwnEntry, OwnSkill, Profile, Resume, ResumeSettings, Skill } from './shapes.ts'

export * from './blocks.ts'
export * from './import/api.ts'
export {
  DIRECTIONS,
  EVERY_PLACE,
  LINKS_LIMIT,
  PAPERS,
  PLACES,
  Place,
  SHORT_LIMIT,
  TEMPLATES,
  TEXT_LIMIT,
  TITLE_LIMIT,
  URL_LIMIT,
} from './shapes.ts'

const closed = { additionalProperties: false }
const person = { tag: 'Resume', audience: 'person' } as const

export const getResume = defineEndpoint({
  ...person,
  id: 'getResume',
  method: 'GET',
  path: '/api/me/resume',
  summary: 'The resume with its sections, entries, skills and their verdicts.',
  success: 200,
  response: Resume,
  problems: ['not_signed_in'],
})

export const updateResume = defineEndpoint({
  ...person,
  id: 'updateResume',
  method: 'PATCH',
  path: '/api/me/resume',
  summary: 'Change the head of the resume (headline, contact, summary, links) and how it is set.',
  description: 'Only what is sent changes. `links` is the whole list.',
  body: Type.Object(
    { profile: Type.Optional(Type.Partial(Profile, closed)), settings: Type.Optional(Type.Partial(ResumeSettings, closed)) },
    { additionalProperties: false, minProperties: 1 },
  ),
  success: 200,
  response: Resume,
  problems: ['link_not_allowed', 'email_unreadable', 'language_unknown', 'not_signed_in'],
})

export const addEntry = defineEndpoint({
  ...person,
  id: 'addEntry',
  method: 'POST',
  path: '/api/me/resume/entries',
  summary: 'Add an entry, or with `kind` "skill" a skill, in one’s own words.',
  body: Type.Union([OwnEntry, OwnSkill]),
  success: 201,
  response: Type.Union([Entry, Skill]),
  problems: ['link_not_allowed', 'date_unreal', 'skill_already_there', 'resume_is_full', 'not_signed_in'],
})

const ItemId = Type.Object({ id: Type.String({ maxLength: 200 }) })

export const updateEntry = defineEndpoint({
  ...person,
  id: 'updateEntry',
  method: 'PATCH',
  path: '/api/me/resume/entries/:id',
  summary: 'Hide, show, delete or restore an entry or a skill; set the level of an unverified skill; change what is in one’s own words.',
  params: ItemId,
  body: ItemChange,
  success: 200,
  response: Type.Union([Entry, Skill]),
  problems: [
    'entry_not_found',
    'facts_are_locked',
    'not_a_skill',
    'not_an_entry',
    'wording_not_needed',
    'skill_is_verified',
    'skill_already_there',
    'link_not_allowed',
    'date_unreal',
    'not_signed_in',
  ],
})

export const deleteEntry = defineEndpoint({
  ...person,
  id: 'deleteEntry',
  method: 'DELETE',
  path: '/api/me/resume/entries/:id',
  summary: 'Take an entry or a skill off the resume; `{"deleted": false}` brings it back.',
  params: ItemId,
  success: 204,
  response: Type.Null(),
  problems: ['entry_not_found', 'not_signed_in'],
})

export const putOrder = defineEndpoint({
  ...person,
  id: 'putOrder',
  method: 'PUT',
  path: '/api/me/resume/order',
  summary: 'Set the order of sections, summary and skills, and of the entries in them.',
  body: Type.Object(
    {
      sections: Type.Optional(
        Type.Array(OrderedPlace, {
          uniqueItems: true,
          description:
            'Those named come first. A summary that is not named stands first of all, skills that are not named behind the entries of their section.',
        }),
      ),
      entries: Type.Optional(Type.Array(Type.String(), { uniqueItems: true, maxItems: 20000, description: 'Ids in the wanted order.' })),
    },
    { additionalProperties: false },
  ),
  success: 200,
  response: Resume,
  problems: ['entry_not_found', 'not_signed_in'],
})
