export { presentFor } from './away/routes.ts';
export { sendAccountMail, writeAccountMail } from './mail.ts';
export { oidcOf } from './oidc/settings.ts';
export { addApiKey, addDemoKey, addPerson, type NewPerson } from './people.ts';
export { assertProduction, secureCookies } from './production.ts';
export { rightsOf, rolesWith } from './rights.ts';
export { routes } from './routes.ts';
export { authentication, type SessionContext } from './sessions.ts';
