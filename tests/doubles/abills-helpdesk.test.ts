import { expect, test } from 'vitest'
import { startSmall } from './abills-client.ts'

// Messages and replies of both sides. The samples are invented, their shape is the recorded one.

const NO_TIME = '0000-00-00 00:00:00'
const STAMP = expect.stringMatching(/^2026-11-22 09:30:\d\d$/)
const SENT = { subject: 'Роутер гудит', message: 'Гудит с обеда, свет мигает', chapter: 1, priority: 2 }

const MESSAGE = {
  adminRead: NO_TIME,
  affected: 0,
  aid: 0,
  aName: '',
  chapter: 1,
  chapterName: '-',
  clientResponsible: '',
  closedAid: 0,
  closedDate: NO_TIME,
  date: STAMP,
  deligation: 0,
  deligationLevel: 0,
  dispatchId: 0,
  domainId: 0,
  doneDate: '0000-00-00',
  fgName: '',
  gid: 0,
  id: 1,
  innerMsg: 0,
  ip: '127.0.0.1',
  lastReplieDate: NO_TIME,
  locationId: 0,
  lockMsg: 0,
  login: 'luch500',
  message: 'Гудит с обеда, свет мигает',
  par: 0,
  phone: '',
  planDate: '0000-00-00',
  planInterval: 0,
  planPosition: 0,
  planTime: '00:00:00',
  priority: 2,
  rating: 0,
  ratingComment: '',
  reply: '',
  responsibleName: '',
  resposible: 0,
  state: 0,
  subject: 'Роутер гудит',
  surveyId: 0,
  ticketRunTime: '00:00:00',
  total: 1,
  uid: 2,
  userRead: STAMP,
}

test('a message is opened: its number is in msgId, while id is the chapter', async () => {
  const { double, signIn } = await startSmall()
  double.office.openMessage(2, { subject: 'first', text: 'so that the numbers differ' })
  const own = await signIn('luch500', 'Parol500')
  expect((await own.get('/user/msgs/chapters')).json).toEqual([{ id: 1, name: '-' }])
  expect((await own.send('POST', '/user/msgs', SENT)).json).toEqual({
    affected: 0,
    autoclose: 0,
    color: '',
    domainId: 0,
    id: 1,
    innerChapter: 0,
    insertId: 2,
    msgId: 2,
    name: '-',
    responsible: 0,
    total: 0,
  })
})

test('own messages come newest first, and no more than 25 of them', async () => {
  const { double, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  await own.send('POST', '/user/msgs', SENT)
  expect((await own.get('/user/msgs')).json).toEqual([
    {
      aid: '',
      chapterColor: '',
      chapterId: 1,
      chapterName: '-',
      date: '2026-11-22',
      deligation: 0,
      id: 1,
      innerMsg: 0,
      message: 'Гудит с обеда, свет мигает',
      planTime: '00:00:00',
      resposible: 0,
      state: 0,
      stateId: 0,
      subject: 'Роутер гудит',
      uid: 2,
    },
  ])
  for (let number = 2; number <= 30; number += 1) double.office.openMessage(2, { subject: `${number}`, text: 'more' })
  double.office.openMessage(1, { subject: 'of another', text: 'more' })
  const { json } = await own.get('/user/msgs?PAGE_ROWS=100&PG=25')
  expect(Object(json).map(({ id }: { id: number }) => id)).toEqual(Array.from({ length: 25 }, (_, place) => 30 - place))
})

test('both sides see the same message, and nobody that of another', async () => {
  const { double, get, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  await own.send('POST', '/user/msgs', SENT)
  double.office.openMessage(1, { subject: 'of another', text: 'secret' })
  expect((await own.get('/user/msgs/1')).json).toEqual(MESSAGE)
  expect((await get('/msgs/1')).json).toEqual(MESSAGE)
  const foreign = await own.get('/user/msgs/2')
  expect([foreign.status, foreign.json]).toEqual([400, { errno: 2, errstr: 'ERROR_NOT_EXIST' }])
  expect((await get('/msgs/9')).status).toBe(400)
})

test('replies of both sides follow the message, which stands first as if it were one', async () => {
  const { get, send, signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  await own.send('POST', '/user/msgs', SENT)
  expect((await own.send('POST', '/user/msgs/1/reply', { replyText: 'Ещё и греется' })).json).toEqual({ result: 'OK' })
  const answered = await send('POST', '/msgs/1/reply', { replyText: 'Заменим завтра' })
  expect(answered.json).toEqual({
    ...MESSAGE,
    adminRead: STAMP,
    aid: 1,
    caption: '',
    color: '#0000FF',
    datetime: STAMP,
    icon: 'fa fa-envelope-open text-aqua',
    id: 2,
    insertId: 2,
    ip: 2_130_706_433,
    lastReplieDate: STAMP,
    mainMsg: 1,
    name: '$lang{OPEN}',
    readiness: 0,
    replyId: 2,
    responsibleName: 'abills',
    resposible: 1,
    runTime: 0,
    state: 6,
    status: 0,
    taskClosed: 0,
    text: 'Заменим завтра',
    uid: 0,
    userRead: NO_TIME,
    list: [],
  })
  const rest = { caption: '', datetime: STAMP, status: 0, surveyId: 0 }
  const subscriber = { creatorFio: 'luch500', creatorId: 'luch500', login: 'luch500', uid: 2 }
  const admin = { creatorFio: 'abills', creatorId: 'abills', login: '', uid: 0 }
  const replies = [
    { ...rest, ...subscriber, aid: 0, id: 1, mainMsg: 1, text: 'Ещё и греется' },
    { ...rest, ...admin, aid: 1, id: 2, mainMsg: 1, text: 'Заменим завтра' },
  ]
  const first = { ...rest, aid: '', creatorFio: '', creatorId: '', id: 1, mainMsg: 0, text: SENT.message, uid: 2 }
  expect((await own.get('/user/msgs/1/reply')).json).toEqual([first, ...replies])
  const columns = { attachmentId: '', contentSize: '', filename: '', innerMsg: 0, ip: '127.0.0.1', runTime: '00:00:00' }
  expect((await get('/msgs/1/reply')).json).toEqual(replies.map((reply) => ({ ...reply, ...columns })))
})

test('staff finds messages by account, state and text, and is told how many there are', async () => {
  const { double, get } = await startSmall()
  double.office.openMessage(2, { subject: 'Счёт', text: 'Пришлите счёт' })
  const { id } = double.office.openMessage(2, { subject: 'Обрыв', text: 'Нет связи' })
  double.office.openMessage(1, { subject: 'Обрыв', text: 'У всех нет' })
  double.office.closeMessage(id)
  const found = await get('/msgs/list?UID=2&MESSAGE=Нет*&STATE=_SHOW')
  const summary = { closed: 1, inWork: 0, open: 2, unmaked: 0 }
  expect(found.json).toMatchObject({ list: [{ id, message: 'Нет связи', state: 2, uid: 2 }], summary, total: 1 })
  expect((await get('/msgs/list?STATE=0&PAGE_ROWS=1')).json).toMatchObject({ list: [{ id: 3 }], total: 2 })
  expect((await get('/msgs/chapters')).json).toEqual([
    { adminLogin: '', autoclose: 0, id: 1, innerChapter: 0, name: '-', responsible: 0 },
  ])
})

test('without the right to it staff opens no message, reads no states and closes nothing', async () => {
  const { double, get, send } = await startSmall()
  const { id } = double.office.openMessage(2, { subject: 'Счёт', text: 'Пришлите счёт' })
  const statuses = await get('/msgs/statuses')
  const noRight = { errmsg: '', errno: 1_071_003, errstr: 'ERR_NO_PERMISSION_ADD_MESSAGE' }
  expect([statuses.status, statuses.json]).toEqual([400, noRight])
  expect((await send('POST', '/msgs', { uid: 2, ...SENT })).json).toMatchObject({ errno: 1_071_001 })
  expect((await send('PUT', `/msgs/${id}`, { state: 2 })).json).toMatchObject({ state: 0 })
  double.settings.messageRights = true
  expect((await send('POST', '/msgs', { uid: 2, ...SENT })).json).toMatchObject({ msgId: 2 })
  expect((await send('PUT', `/msgs/${id}`, { state: 2 })).json).toMatchObject({ state: 2, doneDate: '2026-11-22' })
  expect((await get('/msgs/statuses')).json).toMatchObject({ total: 7 })
})

test('a text of digits comes back as a number, and a word that JSON knows as that word', async () => {
  const { signIn } = await startSmall()
  const own = await signIn('luch500', 'Parol500')
  await own.send('POST', '/user/msgs', { subject: '404', message: 'true', chapter: 1 })
  expect((await own.get('/user/msgs')).json).toMatchObject([{ message: true, subject: 404 }])
})
