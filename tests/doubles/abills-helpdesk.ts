import { type Message, NO_DAY, NO_TIME, nextId, type Reply } from './abills-books.ts'
import type { Json } from './abills-json.ts'
import { Refusal } from './abills-routes.ts'
import type { World } from './abills-world.ts'

// What is written in the helpdesk's books, and a message as both sides see it.

/** The employee whose key it is. */
export const ADMIN = { aid: 1, login: 'abills' }
/** The subscriber is asked back. */
const STATE_ANSWERED = 6
const CLOSED = [1, 2]

type NewMessage = Pick<Message, 'uid' | 'subject' | 'message' | 'chapter' | 'priority' | 'aid'>

export function addMessage(world: World, wish: NewMessage): Message {
  const stamp = world.clock.stamp()
  const message = {
    ...wish,
    id: nextId(world.books, 'messages'),
    state: 0,
    date: stamp,
    lastReplieDate: NO_TIME,
    adminRead: wish.aid === 0 ? NO_TIME : stamp,
    userRead: wish.aid === 0 ? stamp : NO_TIME,
    closedDate: NO_TIME,
    doneDate: NO_DAY,
    resposible: 0,
    rating: 0,
  }
  world.books.messages.push(message)
  return message
}

export function addReply(world: World, wish: { message: Message; uid: number; aid: number; text: string }): Reply {
  const { message, uid, aid, text } = wish
  const stamp = world.clock.stamp()
  const id = nextId(world.books, 'replies')
  const reply = { id, mainMsg: message.id, uid, aid, text, datetime: stamp, status: 0, innerMsg: 0 }
  world.books.replies.push(reply)
  message.lastReplieDate = stamp
  if (aid === 0) Object.assign(message, { state: 0, adminRead: NO_TIME })
  else Object.assign(message, { state: STATE_ANSWERED, adminRead: stamp, userRead: NO_TIME, resposible: aid })
  return reply
}

export function findMessage({ books }: World, { id }: Readonly<Record<string, number>>): Message {
  const message = books.messages.find((one) => one.id === id)
  if (message === undefined) throw unknownMessage()
  return message
}

export function unknownMessage(): Refusal {
  return new Refusal({ errno: 2, errstr: 'ERROR_NOT_EXIST' })
}

export function noRight(errno: number): Refusal {
  return new Refusal({ errmsg: '', errno, errstr: 'ERR_NO_PERMISSION_ADD_MESSAGE' })
}

export function showMessage({ books }: World, message: Message): { readonly [name: string]: Json } {
  const isWrittenByAdmin = message.aid > 0
  return {
    adminRead: message.adminRead,
    affected: 0,
    aid: message.aid,
    aName: isWrittenByAdmin ? ADMIN.login : '',
    chapter: message.chapter,
    chapterName: books.chapters.get(message.chapter) ?? '',
    clientResponsible: '',
    closedAid: CLOSED.includes(message.state) ? ADMIN.aid : 0,
    closedDate: message.closedDate,
    date: message.date,
    deligation: 0,
    deligationLevel: 0,
    dispatchId: 0,
    domainId: 0,
    doneDate: message.doneDate,
    fgName: '',
    gid: 0,
    id: message.id,
    innerMsg: 0,
    ip: '127.0.0.1',
    lastReplieDate: message.lastReplieDate,
    locationId: 0,
    lockMsg: 0,
    login: books.accounts.get(message.uid)?.login ?? '',
    message: message.message,
    par: 0,
    phone: '',
    planDate: NO_DAY,
    planInterval: 0,
    planPosition: 0,
    planTime: '00:00:00',
    priority: message.priority,
    rating: message.rating,
    ratingComment: '',
    reply: '',
    responsibleName: message.resposible > 0 ? ADMIN.login : '',
    resposible: message.resposible,
    state: message.state,
    subject: message.subject,
    surveyId: 0,
    ticketRunTime: '00:00:00',
    total: 1,
    uid: message.uid,
    userRead: message.userRead,
  }
}
