import { expect, test } from 'vitest'
import { seemsToName } from './hearing.ts'

test.each(['I met Cllr Jones', 'we heard Maria Lopez say so', 'Dr. Shah is leaving', 'told by, I think, Ian Smith'])(
  '“%s” seems to name somebody',
  (text) => expect(seemsToName(text)).toBe(true),
)
test.each([
  ...['gan y Cyng. Morgan y daeth hyn', 'dywedodd Siân ap Huw wrthym', 'Parch Evans oedd yno'],
  ...['c’est M. Dupont qui l’a dit', 'selon Mme Lefèvre', 'on a vu Jean Martin au guichet'],
  ...['lo dijo la Sra. Gómez', 'según Doña Pilar', 'nos lo contó Luis Ortega'],
  ...['volgens mevr. de Vries', 'dhr. Jansen stopt', 'dat zei Anna van der Berg'],
  ...['Herr Müller geht', 'das sagte Frau von Berg', 'wir hörten es von Anna Schmidt'],
  ...['قال السيد أحمد ذلك', 'سمعنا من د. ليلى', 'أخبرتنا الأستاذة هدى'],
  ...['told by J. Smith', 'it was Mary O’Brien'],
])('“%s” seems to name somebody, whatever the language', (text) => expect(seemsToName(text)).toBe(true))
test.each([
  ...['Clywodd y cownteri yr un peth.', 'Le service des impôts hésite.', 'La oficina cierra pronto.'],
  ...[
    'De wethouder twijfelt, mw noemt dat normaal.',
    'Die Leitung der Stadt prüft den Vertrag.',
    'قال الموظفون إن الدفع بطيء.',
  ],
  ...['المجلس يراجع الخطة', 'The U.S. model came up', 'Mme le maire hésite'],
  '',
])('“%s” names nobody, whatever the language', (text) => expect(seemsToName(text)).toBe(false))
test.each(['', 'The cabinet member is unsure', 'Tellers say the payment takes minutes. Cards take seconds.', 'ÉCOLE'])(
  '“%s” names nobody',
  (text) => expect(seemsToName(text)).toBe(false),
)
