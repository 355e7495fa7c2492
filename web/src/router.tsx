import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { claimQuery } from './pages/claim/claim-query.ts'
import { inboxQuery, resumeQuery } from './pages/resume/resume-queries.ts'
import { noticesQuery, sharesQuery } from './pages/shares/shares-queries.ts'
import { meQuery } from './session.ts'
import { BrokenPage } from './ui/shell/broken-page.tsx'
import { NotFoundPage } from './ui/shell/not-found-page.tsx'
import { RootShell } from './ui/shell/root-shell.tsx'

interface RouteContext {
  queries: QueryClient
}

const root = createRootRouteWithContext<RouteContext>()({
  component: RootShell,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
  loader: ({ context }) => context.queries.prefetchQuery(meQuery),
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => (typeof search.next === 'string' ? { next: search.next } : {}),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const claim = createRoute({
  getParentRoute: () => root,
  path: '/createmyresume/$key',
  loader: ({ context, params }) => context.queries.prefetchQuery(claimQuery(params.key)),
  component: lazyRouteComponent(() => import('./pages/claim/claim-page.tsx'), 'ClaimPage'),
})

const pullReturn = createRoute({
  getParentRoute: () => root,
  path: '/import/return/$key',
  loader: ({ context, params }) => context.queries.prefetchQuery(claimQuery(params.key)),
  component: lazyRouteComponent(() => import('./pages/claim/claim-page.tsx'), 'ReturnPage'),
})

const importPage = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyRouteComponent(() => import('./pages/import/import-page.tsx'), 'ImportPage'),
})

const find = createRoute({
  getParentRoute: () => root,
  path: '/findmyresume/$partner',
  component: lazyRouteComponent(() => import('./pages/find/find-page.tsx'), 'FindPage'),
})

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  loader: ({ context }) => context.queries.prefetchQuery(inboxQuery),
  component: lazyRouteComponent(() => import('./pages/inbox/inbox-page.tsx'), 'InboxPage'),
})

const resume = createRoute({
  getParentRoute: () => root,
  path: '/resume',
  loader: ({ context }) =>
    Promise.all([
      context.queries.prefetchQuery(resumeQuery),
      context.queries.prefetchQuery(inboxQuery),
      context.queries.prefetchQuery(noticesQuery),
    ]),
  component: lazyRouteComponent(() => import('./pages/resume/resume-page.tsx'), 'ResumePage'),
})

const operator = createRoute({
  getParentRoute: () => root,
  path: '/operator',
  validateSearch: (search: Record<string, unknown>): { code?: string } => (typeof search.code === 'string' ? { code: search.code } : {}),
  component: lazyRouteComponent(() => import('./pages/operator/operator-page.tsx'), 'OperatorPage'),
})

const operatorViews = [
  createRoute({
    getParentRoute: () => operator,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/operator/needs-action.tsx'), 'NeedsAction'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'partners',
    component: lazyRouteComponent(() => import('./pages/operator/partners-view.tsx'), 'PartnersView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'platforms',
    component: lazyRouteComponent(() => import('./pages/operator/platforms-view.tsx'), 'PlatformsView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'issuers',
    component: lazyRouteComponent(() => import('./pages/operator/issuers-view.tsx'), 'IssuersView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'credentials',
    component: lazyRouteComponent(() => import('./pages/operator/credentials-view.tsx'), 'CredentialsView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'usage',
    component: lazyRouteComponent(() => import('./pages/operator/usage-view.tsx'), 'UsageView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'audit',
    component: lazyRouteComponent(() => import('./pages/operator/audit-view.tsx'), 'AuditView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'mail',
    component: lazyRouteComponent(() => import('./pages/operator/mail-view.tsx'), 'MailView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'deliveries',
    component: lazyRouteComponent(() => import('./pages/operator/deliveries-view.tsx'), 'DeliveriesView'),
  }),
  createRoute({
    getParentRoute: () => operator,
    path: 'wallets',
    component: lazyRouteComponent(() => import('./pages/operator/wallets-view.tsx'), 'WalletsView'),
  }),
] as const

const partner = createRoute({
  getParentRoute: () => root,
  path: '/partner',
  component: lazyRouteComponent(() => import('./pages/partner/partner-page.tsx'), 'PartnerPage'),
})

const partnerViews = [
  createRoute({
    getParentRoute: () => partner,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/partner/uploads-view.tsx'), 'UploadsView'),
  }),
  createRoute({
    getParentRoute: () => partner,
    path: 'landing',
    component: lazyRouteComponent(() => import('./pages/partner/landing-view.tsx'), 'LandingView'),
  }),
  createRoute({
    getParentRoute: () => partner,
    path: 'key',
    component: lazyRouteComponent(() => import('./pages/partner/key-view.tsx'), 'KeyView'),
  }),
  createRoute({
    getParentRoute: () => partner,
    path: 'guide',
    component: lazyRouteComponent(() => import('./pages/partner/guide-view.tsx'), 'GuideView'),
  }),
] as const

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const review = createRoute({
  getParentRoute: () => root,
  path: '/review',
  validateSearch: ({ recordVerificationId, reviewerToken }: Record<string, unknown>) => ({
    recordVerificationId: textOf(recordVerificationId),
    reviewerToken: textOf(reviewerToken),
  }),
  component: lazyRouteComponent(() => import('./pages/review/review-page.tsx'), 'ReviewPage'),
})

const verifyPage = lazyRouteComponent(() => import('./pages/verify/verify-page.tsx'), 'VerifyPage')
const verify = createRoute({ getParentRoute: () => root, path: '/verify', component: verifyPage })
const verifyStep = createRoute({ getParentRoute: () => root, path: '/verify/$', component: verifyPage })

const vault = createRoute({
  getParentRoute: () => root,
  path: '/vault',
  validateSearch: (search: Record<string, unknown>): { mode?: 'test' } => (search.mode === 'test' ? { mode: 'test' } : {}),
  component: lazyRouteComponent(() => import('./pages/vault/vault-page.tsx'), 'VaultPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
})

const wallet = createRoute({
  getParentRoute: () => root,
  path: '/wallet',
  component: lazyRouteComponent(() => import('./pages/wallet/wallet-page.tsx'), 'WalletPage'),
})

const shares = createRoute({
  getParentRoute: () => root,
  path: '/shares',
  loader: ({ context }) => Promise.all([context.queries.prefetchQuery(sharesQuery), context.queries.prefetchQuery(noticesQuery)]),
  component: lazyRouteComponent(() => import('./pages/shares/shares-page.tsx'), 'SharesPage'),
})

const developers = createRoute({
  getParentRoute: () => root,
  path: '/developers',
  component: lazyRouteComponent(() => import('./pages/developers/developers-page.tsx'), 'DevelopersPage'),
})

const routeTree = root.addChildren([
  home,
  signIn,
  claim,
  pullReturn,
  importPage,
  find,
  inbox,
  resume,
  review,
  verify,
  verifyStep,
  vault,
  shares,
  wallet,
  settings,
  developers,
  operator.addChildren(operatorViews),
  partner.addChildren(partnerViews),
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({ routeTree, context: { queries }, scrollRestoration: false, defaultPreload: 'intent', defaultPreloadStaleTime: 0 })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
  interface HistoryState {
    added?: number
    left?: number
  }
}
