import type { Section } from '../core/words.ts'

/** Default section of each achievement type. @see CredentialConnect 1.3, "AchievementType Options" */
const TYPES_OF: Readonly<Partial<Record<Section, string>>> = {
  Credentials:
    'Achievement Assertion Award Badge Credential Microcredential QualityAssuranceCredential ceterms:Badge ceterms:Credential ceterms:DigitalBadge ceterms:MicroCredential ceterms:OpenBadge ceterms:QualityAssuranceCredential',
  Experience: 'ApprenticeshipCertificate CommunityService Fieldwork',
  'Skills and Abilities': 'Assessment Competency ceasn:Competency ceasn:CompetencyFramework ceterms:AssessmentProfile',
  Certification: 'Certification JourneymanCertificate MasterCertificate ceterms:Certification',
  'Relevant Coursework': 'Course ceterms:Course',
  Activities: 'CoCurricular ceterms:LearningOpportunityProfile',
  Licenses: 'License ceterms:License',
  'Professional Affiliations': 'Membership',
  Education: `Assignment AssociateDegree BachelorDegree Certificate CertificateOfCompletion Degree Diploma DoctoralDegree
    GeneralEducationDevelopment LearningProgram MasterDegree ProfessionalDoctorate ResearchDoctorate SecondarySchoolDiploma
    ceterms:AcademicCertificate ceterms:ApprenticeshipCertificate ceterms:AssociateDegree ceterms:AssociateOfAppliedArtsDegree
    ceterms:AssociateOfAppliedScienceDegree ceterms:AssociateOfArtsDegree ceterms:AssociateOfScienceDegree ceterms:BachelorDegree
    ceterms:BachelorOfArtsDegree ceterms:BachelorOfScienceDegree ceterms:BasicTechnicalCertificate ceterms:Certificate
    ceterms:CertificateOfCompletion ceterms:CertificateOfParticipation ceterms:Degree ceterms:Diploma ceterms:DoctoralDegree
    ceterms:GeneralEducationDevelopment ceterms:GeneralEducationLevel1Certificate ceterms:GeneralEducationLevel2Certificate
    ceterms:HigherEducationLevel1Certificate ceterms:HigherEducationLevel2Certificate ceterms:JourneymanCertificate
    ceterms:LearningProgram ceterms:MasterCertificate ceterms:MasterDegree ceterms:MasterOfArtsDegree ceterms:MasterOfScienceDegree
    ceterms:PostBaccalaureateCertificate ceterms:PostMasterCertificate ceterms:PreApprenticeshipCertificate
    ceterms:ProfessionalCertificate ceterms:ProfessionalDoctorate ceterms:ProficiencyCertificate ceterms:ResearchDoctorate
    ceterms:SecondaryEducationCertificate ceterms:SecondarySchoolDiploma ceterms:SpecialistDegree
    ceterms:TechnicalLevel1Certificate ceterms:TechnicalLevel2Certificate ceterms:TechnicalLevel3Certificate
    ceterms:WorkBasedLearningCertificate`,
}

export const DEFAULT_SECTIONS: ReadonlyMap<string, Section> = new Map(
  Object.entries(TYPES_OF).flatMap(([section, types]) =>
    types.split(/\s+/).map((type) => [type.toLowerCase(), section as Section] as const),
  ),
)

/** The achievement type that marks a carrier of skills. @see CredentialConnect 1.3, "Adding SkillSync Data" */
const CARRIER_TYPE = 'skillsandabilities'

/** Types are compared without regard to case; prefixes such as `ceterms:` are part of the name. */
export const typeKey = (achievementType: string): string => achievementType.trim().toLowerCase()

export const isCarrierType = (achievementType: string | undefined): boolean =>
  achievementType !== undefined && typeKey(achievementType) === CARRIER_TYPE

/** Where an achievement type goes, and whether anybody knows it. A partner's own mapping comes first. */
export function sectionOf(achievementType: string, overrides: Readonly<Record<string, Section>>): { section: Section; isKnown: boolean } {
  const key = typeKey(achievementType)
  if (key === '') return { section: 'Credentials', isKnown: true }
  const own = Object.entries(overrides).find(([type]) => typeKey(type) === key)?.[1]
  const section = own ?? (key === CARRIER_TYPE ? 'Skills and Abilities' : DEFAULT_SECTIONS.get(key))
  return { section: section ?? 'Credentials', isKnown: section !== undefined }
}
