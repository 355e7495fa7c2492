/** The version of the data model a schema speaks of. */
export type SchemaVersion = '1.1' | '2.0' | 'either'

const PUBLISHED = 'https://purl.imsglobal.org/spec/ob/v3p0/schema'

/** What was published, by the SHA-256 of its canonical JSON spelling (RFC 8785), as with contexts. */
const CONTENTS = {
  achievementCredential: { hash: 'fb2d04ab56e8465fa3d41198272fa05c9038de5b99a6e0d870dec9f9aa21b75f', version: '2.0' },
  achievementCredentialJsonLd: { hash: 'ff07648de7270d3d43de864ee1784a73d3b8abf081ff19a422fc735edbe1fbf9', version: '2.0' },
  achievementCredential1: { hash: '361c9f2816123f9dd84e594e62ce3c9ead0e4c8b2f388b6de1a2c38ffb547c3c', version: '1.1' },
  anyAchievementCredential: { hash: 'c1e8168aac7de17149864405a6f52080806b59c3a6ddeddea88f160fef191a00', version: 'either' },
  endorsementCredential: { hash: '93688cbc2d882ce398cf1daf3eb3f62897cd8670fc5d99af1b1e4cfab780a9e3', version: '2.0' },
  endorsementCredential1: { hash: 'ebee3489c1ff50fc429897382d9e289958b315142732e18f0896b3a3bc98174f', version: '1.1' },
  anyEndorsementCredential: { hash: '98ff37051d18ddbd6bc7ac892c06f6b2c933c720e98fb38e4412b163df1d7b19', version: 'either' },
  verifiableCredential: { hash: 'c79f2ae275718a664e91f7f375cff9e8ed415617668228f675ae03cbf014d747', version: '2.0' },
  verifiableCredential1: { hash: 'ed4d1d07c61f5e774558ce740a9e3a7c7881347e0f670e589d70cc709f80c138', version: '1.1' },
} as const satisfies Record<string, { hash: string; version: SchemaVersion }>

type Content = keyof typeof CONTENTS

/** A class is published under several addresses; what is at one of them has changed, so each lists what it may hold. */
const CLASSES: Readonly<Record<string, readonly Content[]>> = {
  achievementcredential: ['achievementCredential', 'achievementCredentialJsonLd', 'achievementCredential1'],
  achievementcredentialv1p1: ['achievementCredential1'],
  anyachievementcredential: ['anyAchievementCredential'],
  endorsementcredential: ['endorsementCredential', 'endorsementCredential1'],
  endorsementcredentialv1p1: ['endorsementCredential1'],
  anyendorsementcredential: ['anyEndorsementCredential'],
  verifiablecredential: ['verifiableCredential', 'verifiableCredential1'],
  verifiablecredentialv1p1: ['verifiableCredential1'],
}

export interface PinnedSchema {
  hash: string
  version: SchemaVersion
}

const pinned: ReadonlyMap<string, readonly PinnedSchema[]> = new Map(
  Object.entries(CLASSES).flatMap(([name, contents]) => {
    const may = contents.map((content) => CONTENTS[content])
    return [`json/ob_v3p0_${name}_schema.json`, `json-ld/ob_v3p0_${name}_schema.json`, `json/ob_v3p0_${name}-jsonschema1.json`].map(
      (path) => [`${PUBLISHED}/${path}`, may] as const,
    )
  }),
)

/** What may be published under an address; undefined for one that is not known. */
export const pinnedSchemas = (url: string): readonly PinnedSchema[] | undefined => pinned.get(url)
