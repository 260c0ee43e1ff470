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

test('a page of which a part came later keeps the program that puts it in its place', () => {
  const page = [
    '<body><h1>Where next?</h1><!--$?--><template id="B:0"></template><p>Loading</p><!--/$-->',
    '<div hidden id="S:0"><form action="/join/B/seat" method="post"></form></div><script nonce="n">$RC("B:0","S:0")</script>',
    '<script src="/b.js" nonce="n" async=""></script></body>',
  ].join('')
  expect(withoutProgram(page)).toBe(page)
})
