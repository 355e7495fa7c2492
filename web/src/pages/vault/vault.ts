import type { Output, verification } from '../../../../server/src/api.ts'

export type Vault = Output<typeof verification.openVault>
