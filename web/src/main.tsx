import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { Refusal } from './call.ts'
import { forgetFirstAnswers } from './first-answers.ts'
import { LanguageProvider, startLanguage } from './messages/language.tsx'
import { makeRouter } from './router.tsx'
import './server-words.ts'
import { meQuery } from './session.ts'

const isFinal = (error: Error): boolean => error instanceof Refusal && error.status >= 400 && error.status < 500

const queries = new QueryClient({
  defaultOptions: { queries: { retry: (tries, error) => !isFinal(error) && tries < 2, refetchOnWindowFocus: false, staleTime: 5_000 } },
})
const router = makeRouter(queries)

/** Loads what the address needs and draws it; what the server wrote stays on the page until then. */
export async function begin(): Promise<void> {
  await router.load()
  forgetFirstAnswers()
  const start = await startLanguage(queries.getQueryData(meQuery.queryKey)?.locale)
  const root = createRoot(document.getElementById('root')!)
  // drawn in short steps, so that the page answers while it grows
  startTransition(() =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <LanguageProvider start={start}>
            <RouterProvider router={router} />
          </LanguageProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
}
