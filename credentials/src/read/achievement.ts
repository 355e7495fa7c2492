import { isObject, type Json } from '../model/json.ts'
import type { ReadAchievement, ReadAlignment, ReadEvidence, ReadResult, ReadResultDescription } from '../model/read-credential.ts'
import { readProfile } from './profile.ts'
import { textOf, View } from './view.ts'

/** An achievement (OB 3.0), a badge class (OB 2.0), or a bare id of one. */
export function readAchievement(value: Json, at: string): ReadAchievement {
  const bareId = isObject(value) ? undefined : textOf(value)
  const view = new View(value, at)
  const image = view.within('image')
  const criteria = view.within('criteria')
  const criteriaText = textOf(view.object.criteria)
  const [creator] = [...view.each('creator'), ...view.each('issuer')]
  const imageId = view.idIn('image')
  const imageCaption = image.text('imageCaption', 'caption')
  const narrative = criteria.text('criteria.narrative', 'narrative')
  const criteriaId = criteria.text('criteria.id', 'id', '@id') ?? criteriaText
  return {
    id: bareId ?? view.text('id', 'id', '@id'),
    types: view.texts('types', 'type', '@type'),
    achievementType: view.text('achievementType'),
    name: view.text('name'),
    description: view.text('description'),
    image: imageId,
    imageCaption,
    criteria: { id: criteriaId, narrative },
    creator: creator && readProfile(creator.value, creator.at),
    alignments: readAlignments(view),
    resultDescriptions: view.each('resultDescription').map((one) => readResultDescription(one.value, one.at)),
    tags: view.texts('tags', 'tag', 'tags'),
    humanCode: view.text('humanCode'),
    fieldOfStudy: view.text('fieldOfStudy'),
    specialization: view.text('specialization'),
    version: view.text('version'),
    inLanguage: view.text('inLanguage', 'inLanguage', '@language'),
    creditsAvailable: view.number('creditsAvailable'),
    raw: value,
    at,
    from: { ...(bareId && { id: at }), ...(criteriaText && { 'criteria.id': criteria.at }), ...view.from, ...image.from, ...criteria.from },
  }
}

const readAlignments = (view: View): ReadAlignment[] =>
  [...view.each('alignment'), ...view.each('alignments')].map((one) => readAlignment(one.value, one.at))

function readAlignment(value: Json, at: string): ReadAlignment {
  const view = new View(value, at)
  return {
    targetName: view.text('targetName') ?? (isObject(value) ? undefined : textOf(value)),
    targetUrl: view.idIn('targetUrl'),
    targetCode: view.text('targetCode'),
    targetDescription: view.text('targetDescription'),
    targetFramework: view.text('targetFramework'),
    targetType: view.text('targetType'),
    raw: value,
    at,
    from: isObject(value) ? view.from : { targetName: at },
  }
}

function readResultDescription(value: Json, at: string): ReadResultDescription {
  const view = new View(value, at)
  return {
    id: view.text('id', 'id', '@id'),
    name: view.text('name'),
    resultType: view.text('resultType'),
    valueMin: view.text('valueMin'),
    valueMax: view.text('valueMax'),
    requiredValue: view.text('requiredValue'),
    allowedValues: view.texts('allowedValues', 'allowedValue'),
    alignments: readAlignments(view),
    raw: value,
    at,
    from: view.from,
  }
}

export function readResult(value: Json, at: string): ReadResult {
  const view = new View(value, at)
  return {
    value: view.text('value'),
    status: view.text('status'),
    resultDescription: view.idIn('resultDescription'),
    achievedLevel: view.idIn('achievedLevel'),
    alignments: readAlignments(view),
    raw: value,
    at,
    from: view.from,
  }
}

export function readEvidence(value: Json, at: string): ReadEvidence {
  const view = new View(value, at)
  const bareId = isObject(value) ? undefined : textOf(value)
  return {
    id: bareId ?? view.text('id', 'id', '@id'),
    types: view.texts('types', 'type', '@type'),
    name: view.text('name'),
    narrative: view.text('narrative'),
    description: view.text('description'),
    genre: view.text('genre'),
    audience: view.text('audience'),
    raw: value,
    at,
    from: bareId ? { id: at } : view.from,
  }
}
