import type { Output, wallet } from '../../../../server/src/api.ts'

export type Wallet = Output<typeof wallet.listWalletsForOperator>['wallets'][number]
