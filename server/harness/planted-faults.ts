/** One place to change: the exact text, once in the file, and what stands there instead. */
export interface Edit {
  file: string
  find: string
  put: string
}

/** Which test must notice: one by its title (`inSource` where a table names it), or the kill harness; and the words it must fail with. */
export type Guard = { fails: RegExp } & ({ file: string; test: string; inSource?: string } | { crash: Readonly<Record<string, string>> })

/** A promise broken on purpose. */
export interface PlantedFault {
  name: string
  /** what the server would do */
  says: string
  edits: readonly Edit[]
  guards: readonly Guard[]
}

const oneEdit = (file: string, find: string, put: string): Edit[] => [{ file, find, put }]
/** The kills that would show these faults, and nothing else of the run. */
const KILLS = { KILLS: '0', STORE_KILLS: '1', REDIS_KILLS: '0', EMBEDDED_KILLS: '0', SENDER_KILLS: '0', RACES: '0', OUTAGE_SECONDS: '0' }

/** @see reliability, section 5: five planted faults must each turn the harness red. The first five are those; the others are ours. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'answer-before-commit',
    says: 'an upload is acknowledged while its transaction is still open',
    edits: oneEdit(
      'server/src/intake/upload-credentials.ts',
      `await untilUnraced(() =>
      deps.db.transaction().execute((tx) => store(deps, tx, caller, partner, upload, verdicts)),
    )`,
      `await new Promise<Awaited<ReturnType<typeof store>>>((tell, fail) => {
      const work = deps.db.transaction().execute(async (tx) => tell(await store(deps, tx, caller, partner, upload, verdicts)))
      work.catch(fail)
    })`,
    ),
    guards: [
      {
        file: 'server/test/faults.test.ts',
        test: 'uploadCredentials, with its steps failing in turn is wholly done or not at all, and can be sent again (fault before',
        inSource: '%s, with its steps failing in turn',
        fails: /expected \[/,
      },
      // a kill between answer and COMMIT is rare; that no flush lies before the answer shows each time
      { crash: KILLS, fails: /VIOLATED D1 upload|VIOLATED D11/ },
    ],
  },
  {
    name: 'dropped-unique-index',
    says: 'nothing in the database keeps an assertion to one owner',
    edits: [
      {
        file: 'server/migrations/0004_intake.sql',
        find: `since timestamptz not null,
  constraint assertion_has_one_owner primary key (mode, issuer_id, assertion_id, owner_scope)`,
        put: 'since timestamptz not null',
      },
      { file: 'server/src/intake/store/holdings.ts', find: 'on conflict on constraint assertion_has_one_owner do nothing', put: '' },
    ],
    guards: [
      {
        file: 'server/src/intake/claim.test.ts',
        test: '20 links to one assertion claimed at once',
        fails: /expected 20 to be 1|expected \[ 200/,
      },
      { crash: KILLS, fails: /VIOLATED D3 .*owners \d and \d/ },
    ],
  },
  {
    name: 'label-by-proof-presence',
    says: 'a proof that is there passes, whether or not its signature fits',
    edits: oneEdit('credentials/src/verify/proof.ts', 'if (!fits)', 'if (!fits && proof.proofValue === undefined)'),
    guards: [{ file: 'credentials/src/verify/mutations.test.ts', test: 'changed text', fails: /expected .*verified/ }],
  },
  {
    name: 'consume-on-get',
    says: 'looking at a claim link uses it up',
    edits: oneEdit(
      'server/src/intake/get-claim.ts',
      'const counts = await countWaiting(deps.db, envelope.id)',
      `await deps.db.updateTable('envelopes').set({ claimed_at: deps.now() }).where('id', '=', envelope.id).execute()
  const counts = await countWaiting(deps.db, envelope.id)`,
    ),
    guards: [{ file: 'server/src/intake/claim.test.ts', test: 'is never used up by looking', fails: /410/ }],
  },
  {
    name: 'fetch-without-address-check',
    says: 'names that lead to private addresses are fetched',
    edits: oneEdit('server/src/platform/net/safe-fetch.ts', 'allowPrivate || isPublicAddress(address)', 'address.length > 0'),
    guards: [
      {
        file: 'server/src/platform/net/safe-fetch.test.ts',
        test: 'asks for nothing under names that lead inside',
        fails: /address not allowed/,
      },
    ],
  },
  {
    name: 'fetch-of-private-literals',
    says: 'private addresses written as numbers are fetched',
    edits: oneEdit(
      'server/src/platform/net/safe-fetch.ts',
      'return isIP(host) === 0 || isPublicAddress(host) ? target : undefined',
      'return isIP(host) >= 0 ? target : undefined',
    ),
    guards: [
      {
        file: 'server/src/platform/net/safe-fetch.test.ts',
        test: 'private addresses written as numbers',
        fails: /expected true to be false/,
      },
    ],
  },
  {
    name: 'redirect-followed',
    says: 'a fetch goes where a redirect sends it, unchecked',
    edits: oneEdit(
      'server/src/platform/net/safe-fetch.ts',
      'return { status: answer.statusCode, contentType, bytes: Buffer.concat(chunks), ...where }',
      `const next = typeof location === 'string' ? (await request(new URL(location, target))).statusCode : answer.statusCode
      return { status: next, contentType, bytes: Buffer.concat(chunks), ...where }`,
    ),
    guards: [{ file: 'server/src/platform/net/safe-fetch.test.ts', test: 'follows no redirect', fails: /expected 200 to be 302/ }],
  },
  {
    name: 'alg-none',
    says: 'a token that says it needs no signature is believed',
    edits: oneEdit(
      'credentials/src/verify/jwt.ts',
      'if (algorithm === undefined) return failed(',
      `if (alg === 'none') return { outcome: 'passed', because: 'none', at, key: { outcome: 'anyones', key: {} } as never }
    if (algorithm === undefined) return failed(`,
    ),
    guards: [
      { file: 'credentials/src/verify/jwt.test.ts', test: 'with alg none is refused', inSource: "'none', 'None'", fails: /expected/ },
    ],
  },
  {
    name: 'signature-without-time',
    says: 'a signed request of last week is answered again',
    edits: oneEdit('server/src/verification/signed-request.ts', '> TOLERANCE_MS[mode]', '> Number.MAX_VALUE + TOLERANCE_MS[mode]'),
    guards: [
      { file: 'server/src/verification/isolation.test.ts', test: 'is answered to who holds the secret', fails: /expected 200 to be 403/ },
    ],
  },
  {
    name: 'tries-not-counted',
    says: 'a mailed code can be guessed without end',
    edits: oneEdit('server/src/accounts/store.ts', 'set tries_left = tries_left - 1', 'set tries_left = tries_left'),
    guards: [{ file: 'server/src/accounts/sign-in.test.ts', test: 'gives a code 5 tries', fails: /expected/ }],
  },
  {
    name: 'token-kept-as-it-is',
    says: 'access tokens stand readable in the database',
    edits: [
      { file: 'server/src/partners/issue-token.ts', find: 'tokenHash: sha256(token), partnerId', put: 'tokenHash: token, partnerId' },
      { file: 'server/src/partners/authenticate.ts', find: 'const tokenHash = sha256(token)', put: 'const tokenHash = token' },
    ],
    guards: [{ file: 'server/src/partners/token.test.ts', test: 'stores neither key nor token', fails: /not to contain/ }],
  },
  {
    name: 'tenant-filter-dropped',
    says: 'a partner reads what another sent',
    edits: oneEdit('server/src/intake/store/sent.ts', `where \${ofSender(sender)} and c.assertion_id`, 'where c.assertion_id'),
    guards: [{ file: 'server/src/intake/sent-credentials.test.ts', test: 'is read and withdrawn by its sender only', fails: /expected/ }],
  },
  {
    name: 'mode-filter-dropped',
    says: 'a test key reaches what is live',
    edits: oneEdit(
      'server/src/verification/get-session.ts',
      'caller.platformId === platformId && caller.mode === mode',
      'caller.platformId === platformId || caller.mode === mode && false',
    ),
    guards: [{ file: 'server/src/verification/isolation.test.ts', test: 'a foreign one answers with the same bytes', fails: /to be 404/ }],
  },
  {
    name: 'depth-scan-off',
    says: 'JSON of any depth reaches the parser',
    edits: oneEdit('server/src/core/json-scan.ts', 'const MAX_DEPTH = 64', 'const MAX_DEPTH = 64_000_000'),
    guards: [{ file: 'server/src/core/json-scan.test.ts', test: 'takes 64 levels and refuses 65', fails: /expected/ }],
  },
  {
    name: 'rate-limit-off',
    says: 'nobody is ever told to slow down',
    edits: oneEdit('server/src/platform/http/limits.ts', 'if (scale === 0) return', 'if (scale >= 0) return'),
    guards: [{ file: 'server/src/platform/http/http.test.ts', test: 'count by partner', fails: /expected \[ 200, 200, 200, 200 \]/ }],
  },
  {
    name: 'cross-site-allowed',
    says: 'another site changes an account with the visitor’s cookie',
    edits: oneEdit(
      'server/src/platform/http/security.ts',
      'if (SAFE_METHODS.includes(request.method)) return',
      'if (request.method) return',
    ),
    guards: [{ file: 'server/src/accounts/sign-in.test.ts', test: 'changes nothing for another site', fails: /403/ }],
  },
  {
    name: 'erasure-forgets-mails',
    says: 'mails to an erased person stay',
    edits: oneEdit('server/src/person-data.ts', '(tx, { addresses }) => forgetMailsTo(deps, tx, addresses),', ''),
    guards: [
      { file: 'server/src/accounts/erasure.test.ts', test: 'leaves nothing of the person', fails: /expected \[ .* to deeply equal \[\]/ },
    ],
  },
  {
    name: 'erasure-forgets-files',
    says: 'the mail folder keeps what the database forgot',
    edits: oneEdit('server/src/platform/mail/mailer.ts', 'await rm(', 'await Promise.resolve('),
    guards: [
      { file: 'server/src/accounts/erasure.test.ts', test: 'leaves nothing of the person', fails: /expected \[ .* to deeply equal \[\]/ },
    ],
  },
  {
    name: 'audit-entry-not-covered',
    says: 'the words of an audit entry can be changed unseen',
    edits: oneEdit('server/src/audit/chain.ts', 'targetName, detail, previousHash])', 'targetName, previousHash])'),
    guards: [
      {
        file: 'server/src/audit/audit.test.ts',
        test: 'names an altered text',
        inSource: "'an altered text'",
        fails: /expected true to be false/,
      },
    ],
  },
  {
    name: 'addresses-in-the-log',
    says: 'claim links, share links and offers stand in the log',
    edits: oneEdit(
      'server/src/platform/logging.ts',
      'const route = routeOptions?.url',
      'const route = [url, routeOptions?.url].find(Boolean)',
    ),
    guards: [{ file: 'server/test/secrets.test.ts', test: 'stand in no line of the log', fails: /identifier token in the log/ }],
  },
  {
    name: 'values-of-errors-in-the-log',
    says: 'an error is logged with the parameters of its statement',
    edits: oneEdit('server/src/platform/logging.ts', 'err: (error: unknown) => errorFacts(error),', ''),
    guards: [{ file: 'server/test/secrets.test.ts', test: 'is logged without the values it happened with', fails: /is your Laurel code/ }],
  },
  {
    name: 'kept-answer-unsealed',
    says: 'claim links stand readable beside their idempotency key',
    edits: oneEdit(
      'server/src/intake/upload-credentials.ts',
      'deps.seal.close(JSON.stringify(answer), answerName(caller.partnerId, keyHash))',
      'JSON.stringify(answer)',
    ).concat(
      oneEdit(
        'server/src/intake/upload-credentials.ts',
        'JSON.parse(seal.open(known.answer, answerName(partnerId, keyHash)))',
        'JSON.parse(known.answer)',
      ),
    ),
    guards: [
      { file: 'server/test/secrets.test.ts', test: 'lie in no table', fails: /to deeply equal \[ 'share link in public\.shares\.slug' \]/ },
    ],
  },
]
