import { expect, it } from 'vitest'
import { createShortCodes } from './short-codes.ts'

const codes = createShortCodes('a secret of thirty-two characters or more')
const kept = codes.digest('123456', 'sign-in', 'ada@home.example')

it('knows a code again, for what it was made and for nobody else', () => {
  expect(codes.matches('123456', kept, 'sign-in', 'ada@home.example')).toBe(true)
  expect(codes.matches('123457', kept, 'sign-in', 'ada@home.example')).toBe(false)
  expect(codes.matches('123456', kept, 'vault:live:x', 'ada@home.example')).toBe(false)
  expect(codes.matches('123456', kept, 'sign-in', 'eva@home.example')).toBe(false)
  expect(codes.matches('123456', kept, 'sign-in ada@home.example')).toBe(false)
})

it('knows none of another LAUREL_SECRET, and none from before there was a key', () => {
  expect(createShortCodes('another secret of thirty-two characters').matches('123456', kept, 'sign-in', 'ada@home.example')).toBe(false)
  expect(codes.matches('123456', 'not hexadecimal', 'sign-in', 'ada@home.example')).toBe(false)
})
