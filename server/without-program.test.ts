import { expect, test } from 'vitest'
import { withoutProgram } from './without-program.ts'

test('a page keeps all but its program, which is fetched and not run', () => {
  const page = [
    '<head><script src="/a.js" async="" nonce="n"></script><script src="/old.js" noModule="" nonce="n"></script></head>',
    '<body><script nonce="n">self.f.push([1,"<p>"])</script><form action="/join/B/seat" method="post"></form>',
    '<script src="/b.js" nonce="n" async=""></script></body>',
  ].join('')
  const left = [
    '<head><link rel="preload" as="script" fetchPriority="low" href="/a.js"/></head>',
    '<body><form action="/join/B/seat" method="post"></form>',
    '<link rel="preload" as="script" fetchPriority="low" href="/b.js"/></body>',
  ].join('')
  expect(withoutProgram(page)).toBe(left)
})

test('what somebody wrote is left as it stands', () => {
  expect(withoutProgram('<h1>&lt;script&gt;?</h1>')).toBe('<h1>&lt;script&gt;?</h1>')
})
