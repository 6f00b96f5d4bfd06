export { sendAccountMail } from './mail.ts';
export { addApiKey, addPerson, type NewPerson, type WishedRole } from './people.ts';
export { assertProduction, secureCookies } from './production.ts';
export { type Right, rightsOf } from './rights.ts';
export { routes } from './routes.ts';
export { type Authentication, authentication, type Session, type SessionContext } from './sessions.ts';
