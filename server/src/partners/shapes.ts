import { Type } from 'typebox'

const Colour = Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'Like #1c6b41.' }))
const Colours = Type.Optional(Type.Object({ background: Colour, accent: Colour }, { additionalProperties: false }))

export const LandingFields = {
  title: Type.Optional(Type.String({ maxLength: 120 })),
  text: Type.Optional(Type.String({ maxLength: 2000 })),
  marketplace: Type.Optional(Type.String({ maxLength: 120, description: 'A line under the title; `marketplaceName` is the same.' })),
  marketplaceName: Type.Optional(Type.String({ maxLength: 120 })),
  background: Colour,
  accent: Colour,
  colours: Colours,
  colors: Colours,
}

/** A landing page as it is shown: every field is there, an empty one is not set. */
export const ShownLanding = Type.Object({
  title: Type.String(),
  text: Type.String(),
  marketplace: Type.String(),
  background: Type.String(),
  accent: Type.String(),
  logo: Type.Union([Type.String(), Type.Null()]),
})

export const Logo = Type.Union(
  [Type.String({ maxLength: 700_000, pattern: '^(https?://|data:image/(png|jpeg|webp);base64,|/logos/[0-9a-f]{64}\\.png$)' }), Type.Null()],
  { description: 'A picture as `data:` (PNG, JPEG, WebP; drawn anew and kept here), or an address it is fetched from once.' },
)
