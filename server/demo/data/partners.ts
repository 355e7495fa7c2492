import type { Kept } from '../kept.ts'
import type { DemoPartner, Operator } from '../operator.ts'
import type { Remembered } from './remembered.ts'

const PARTNERS = {
  college: {
    name: 'Montana State College',
    slug: 'montana',
    landing: {
      title: 'Montana Skills Match',
      marketplace: 'Jobs across Montana that look for what you can do',
      text: 'Your courses, degrees and skills, ready for employers. You choose what is shown.',
      background: '#12355b',
      accent: '#f6ae2d',
    },
  },
  adult: {
    name: 'City Adult School',
    slug: 'city-adult',
    findMyResume: true,
    landing: { title: 'City Adult School', text: 'Look for your certificates by name.', background: '#2b4a3f', accent: '#e9d8a6' },
  },
  club: { name: 'Harbor Reading Club', slug: 'harbor-club' },
} as const

export type DemoPartners = Record<keyof typeof PARTNERS, DemoPartner>

/** The partners of the demo, with keys that work. */
export async function ensurePartners(operator: Operator, kept: Kept<Remembered>): Promise<DemoPartners> {
  const made: Partial<DemoPartners> = {}
  for (const [key, settings] of Object.entries(PARTNERS)) {
    const partner = await operator.ensurePartner({ ...settings, claimEmailCheck: false }, kept.value.keys[settings.slug])
    kept.value.keys[settings.slug] = partner.accessKey
    made[key as keyof typeof PARTNERS] = partner
  }
  kept.value.anchor = made.college?.id ?? ''
  await kept.save()
  return made as DemoPartners
}
