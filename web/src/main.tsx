import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refusal } from './call.ts'
import { LanguageProvider, startLanguage } from './messages/language.tsx'
import { makeRouter } from './router.tsx'
import './server-words.ts'
import { meQuery } from './session.ts'
import './styles/index.css'

const isFinal = (error: Error): boolean => error instanceof Refusal && error.status >= 400 && error.status < 500

const queries = new QueryClient({
  defaultOptions: { queries: { retry: (tries, error) => !isFinal(error) && tries < 2, refetchOnWindowFocus: false, staleTime: 5_000 } },
})
const router = makeRouter(queries)

// What the server wrote stays on the page until the first real page can replace it.
await router.load()
const start = await startLanguage(queries.getQueryData(meQuery.queryKey)?.locale)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider start={start}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)
