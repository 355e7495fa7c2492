import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'
import {
  CONFLICTS,
  KEY_PROBLEMS,
  Nullable,
  ok,
  READ_PROBLEMS,
  ReviewerQuery,
  SESSION_PROBLEMS,
  Skipped,
  TAG,
  Text,
  Texts,
  unchecked,
  VerificationId,
} from './shapes.ts'

const Items = Type.Array(Type.Record(Text, Type.Unknown()))

export const startVerification = defineEndpoint({
  id: 'startVerification',
  method: 'POST',
  path: '/api/v1/verify',
  tag: TAG,
  summary: 'Open a verification session of 40 days.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(
    Type.Object({
      studentId: Text,
      callbackWebhookUrl: Type.String({ description: 'http or https; https in live.' }),
      name: Text,
      email: Type.Optional(Text),
      phoneNumber: Type.Optional(Text),
      projects: Type.Array(
        Type.Object({
          projectId: Text,
          name: Text,
          description: Type.Optional(Text),
          startDate: Type.Optional(Text),
          endDate: Type.Optional(Text),
        }),
      ),
      experience: Type.Array(
        Type.Object({
          workExperienceId: Text,
          role: Text,
          companyName: Text,
          description: Type.Optional(Text),
          startDate: Type.Optional(Text),
          endDate: Type.Optional(Text),
        }),
      ),
      certificates: Type.Array(
        Type.Object({ credentialId: Text, name: Text, issuedOrganization: Type.Optional(Text), issueDate: Type.Optional(Text) }),
      ),
      skillIds: Type.Optional(Texts),
    }),
  ),
  success: 201,
  response: ok(
    Type.Object({
      sessionToken: Text,
      recordVerificationId: Text,
      keyId: Text,
      recordUserId: Text,
      externalStudentId: Text,
      expiresIn: Type.Integer({ description: 'Seconds.' }),
      expiresAt: Text,
    }),
  ),
  problems: [
    ...KEY_PROBLEMS,
    'API_KEY_REQUIRED',
    'MISSING_STUDENT_ID',
    'MISSING_CALLBACK_WEBHOOK_URL',
    'MISSING_NAME',
    'MISSING_CONTACT',
    'INVALID_DATA_FORMAT',
    'NO_DATA',
    'INVALID_SKILL_IDS',
    'INVALID_CALLBACK_WEBHOOK_URL',
    'INVALID_EMAIL',
    'SESSION_STORAGE_FAILED',
  ],
})

export const storeSkills = defineEndpoint({
  id: 'storeSkills',
  method: 'POST',
  path: '/api/v1/step1/storeskills/store',
  tag: TAG,
  summary: 'Step 1: the skills to verify. Replaces what was stored.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(
    Type.Object({
      recordVerificationId: Text,
      recordUserId: Text,
      skills: Type.Array(Type.Object({ skillId: Text, proofUrls: Type.Optional(Texts) })),
    }),
  ),
  success: 200,
  response: ok(
    Type.Object({
      recordVerificationId: Text,
      skills: Type.Array(Type.Object({ skillId: Text, proofUrls: Texts, totalUrls: Type.Integer() })),
      totalProcessed: Type.Integer(),
    }),
  ),
  problems: [
    ...SESSION_PROBLEMS,
    'MISSING_USER_ID',
    'MISSING_SKILLS',
    'MISSING_SKILL_ID',
    'INVALID_DATA_FORMAT',
    'UNKNOWN_SKILL',
    ...CONFLICTS,
  ],
})

const ShownSkill = Type.Object({ skillId: Text, name: Text, proofUrls: Texts })

export const readSkills = defineEndpoint({
  id: 'readSkills',
  method: 'GET',
  path: '/api/v1/step1/storeskills/:recordVerificationId',
  tag: TAG,
  summary: 'The stored skills.',
  audience: 'reader',
  params: VerificationId,
  query: ReviewerQuery,
  success: 200,
  response: ok(Type.Object({ recordVerificationId: Text, skills: Type.Array(ShownSkill), totalSkills: Type.Integer() })),
  problems: READ_PROBLEMS,
})

export const chooseMethod = defineEndpoint({
  id: 'chooseMethod',
  method: 'POST',
  path: '/api/v1/step2/verification-method',
  tag: TAG,
  summary: 'Step 2: human or assessment.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(
    Type.Object({
      recordVerificationId: Text,
      verificationMethod: Type.String({ enum: ['human', 'assessment'] }),
      endorsementType: Type.Optional(
        Type.String({ enum: ['reporting_manager', 'tech_lead', 'client', 'founder_cxo', 'peer'], description: 'For human; default peer.' }),
      ),
    }),
  ),
  success: 200,
  response: ok(Type.Object({ recordVerificationId: Text, verificationMethod: Text, endorsementType: Type.Optional(Text) })),
  problems: [
    ...SESSION_PROBLEMS,
    'MISSING_VERIFICATION_METHOD',
    'INVALID_VERIFICATION_METHOD',
    'INVALID_ENDORSEMENT_TYPE',
    'ALREADY_COMPLETED',
    'METHOD_LOCKED',
  ],
})

export const storeItems = defineEndpoint({
  id: 'storeItems',
  method: 'POST',
  path: '/api/v1/step3/store-verification-items/store',
  tag: TAG,
  summary: 'Step 3: the projects, jobs and certificates the skills are verified for. Replaces what was stored.',
  audience: 'platform',
  reads: 'unchecked',
  body: unchecked(
    Type.Object({
      sessionToken: Text,
      projectIds: Type.Optional(Texts),
      workExperienceIds: Type.Optional(Texts),
      credentialIds: Type.Optional(Texts),
    }),
  ),
  success: 200,
  response: ok(
    Type.Object({
      recordVerificationId: Text,
      recordUserId: Text,
      stored: Type.Object({
        projects: Type.Array(Type.Object({ recordProjectId: Text, externalProjectId: Text, projectName: Text })),
        experience: Type.Array(Type.Object({ recordExperienceId: Text, externalExpId: Text, companyName: Text, role: Text })),
        certificates: Type.Array(Type.Object({ recordCertificateId: Text, externalCertificateId: Text, certificateName: Text })),
      }),
      skipped: Skipped,
    }),
  ),
  problems: [
    ...KEY_PROBLEMS,
    'MISSING_SESSION_TOKEN',
    'SESSION_NOT_FOUND',
    'INVALID_DATA_FORMAT',
    'NO_ITEMS_SELECTED',
    'VERIFICATION_METHOD_NOT_SET',
    ...CONFLICTS,
  ],
})

const MaybeText = Nullable(Text)

export const readItems = defineEndpoint({
  id: 'readItems',
  method: 'GET',
  path: '/api/v1/step3/store-verification-items/get/:recordVerificationId',
  tag: TAG,
  summary: 'The stored items.',
  audience: 'reader',
  params: VerificationId,
  query: ReviewerQuery,
  success: 200,
  response: ok(
    Type.Object({
      recordVerificationId: Text,
      projects: Type.Array(
        Type.Object({ externalProjectId: Text, projectName: Text, description: MaybeText, startDate: MaybeText, endDate: MaybeText }),
      ),
      experience: Type.Array(
        Type.Object({
          externalExpId: Text,
          companyName: Text,
          role: Text,
          description: MaybeText,
          startDate: MaybeText,
          endDate: MaybeText,
        }),
      ),
      certificates: Type.Array(
        Type.Object({ externalCertificateId: Text, certificateName: Text, issuedCompanyName: MaybeText, issueDate: MaybeText }),
      ),
    }),
  ),
  problems: READ_PROBLEMS,
})

const SessionToken = Type.Object({ sessionToken: Text })

export const readSession = defineEndpoint({
  id: 'readSession',
  method: 'GET',
  path: '/api/v1/step3/store-verification-items/session/:sessionToken',
  tag: TAG,
  summary: 'What init brought. The token in the path counts as presenting it.',
  audience: 'reader',
  params: SessionToken,
  success: 200,
  response: ok(
    Type.Object({
      recordVerificationId: Text,
      recordUserId: Text,
      externalStudentId: Text,
      callbackWebhookUrl: MaybeText,
      email: Text,
      name: Text,
      projects: Items,
      experience: Items,
      certificates: Items,
    }),
  ),
  problems: [...KEY_PROBLEMS, 'MISSING_SESSION_TOKEN', 'SESSION_NOT_FOUND'],
})

export const readSessionEmail = defineEndpoint({
  id: 'readSessionEmail',
  method: 'GET',
  path: '/api/v1/step3/store-verification-items/:sessionToken/email',
  tag: TAG,
  summary: 'Address and name of a session.',
  audience: 'reader',
  params: SessionToken,
  success: 200,
  response: Type.Object({ success: Type.Literal(true), email: Text, name: Text, recordUserId: Text }),
  problems: [...KEY_PROBLEMS, 'MISSING_SESSION_TOKEN', 'SESSION_NOT_FOUND'],
})

export const updateEmail = defineEndpoint({
  id: 'updateSessionEmail',
  method: 'POST',
  path: '/api/v1/step3/store-verification-items/session/email',
  tag: TAG,
  summary: 'Give a session another address, before anybody was mailed or asked.',
  audience: 'reader',
  reads: 'unchecked',
  body: unchecked(Type.Object({ sessionToken: Text, email: Text })),
  success: 200,
  response: Type.Object({ success: Type.Literal(true), message: Text }),
  problems: [...KEY_PROBLEMS, 'MISSING_DATA', 'INVALID_EMAIL', 'SESSION_NOT_FOUND', 'SESSION_LOCKED'],
})

export const verifyUrl = defineEndpoint({
  id: 'verifyUrl',
  method: 'POST',
  path: '/api/v1/step1/storeskills/verify-url',
  tag: TAG,
  summary: 'Whether anybody can open a proof link. Refusals are flat.',
  audience: 'reader',
  reads: 'unchecked',
  body: unchecked(Type.Object({ url: Text })),
  success: 200,
  response: ok(Type.Object({ accessible: Type.Boolean(), message: Text })),
  problems: ['URL_REQUIRED', ...KEY_PROBLEMS],
})
