import { words as approvals } from './approvals/en.ts';
import { words as audit } from './audit/en.ts';
import { words as away } from './away/en.ts';
import { words as calibration } from './calibration/en.ts';
import { words as calls } from './calls/en.ts';
import { words as care } from './care/en.ts';
import { words as causes } from './causes/en.ts';
import { words as channels } from './channels/en.ts';
import { words as connections } from './connections/en.ts';
import { words as desk } from './desk/en.ts';
import { words as exchange } from './exchange/en.ts';
import { words as holds } from './holds/en.ts';
import { words as imports } from './imports/en.ts';
import { words as indicators } from './indicators/en.ts';
import { words as means } from './means/en.ts';
import { words as navigation } from './navigation/en.ts';
import { words as network } from './network/en.ts';
import { words as notices } from './notices/en.ts';
import { words as order } from './order/en.ts';
import { words as orders } from './orders/en.ts';
import { words as papers } from './papers/en.ts';
import { words as priorities } from './priorities/en.ts';
import { words as proposed } from './proposed/en.ts';
import { words as recategorise } from './recategorise/en.ts';
import { words as register } from './register/en.ts';
import { words as rooms } from './rooms/en.ts';
import { words as rules } from './rules/en.ts';
import { words as runs } from './runs/en.ts';
import { words as safety } from './safety/en.ts';
import { words as security } from './security/en.ts';
import { words as settings } from './settings/en.ts';
import { words as standards } from './standards/en.ts';
import { words as standby } from './standby/en.ts';
import { words as townFile } from './town-file/en.ts';

/** Words of the console, for engineers, dispatchers and crews. */
export const words = {
	'app.title': 'Console',
	...approvals,
	...audit,
	...calibration,
	...away,
	...calls,
	...connections,
	...desk,
	...rooms,
	...safety,
	...care,
	...causes,
	...channels,
	...recategorise,
	...register,
	...holds,
	...imports,
	...notices,
	...exchange,
	...navigation,
	...network,
	...security,
	...order,
	...priorities,
	...settings,
	...standards,
	...townFile,
	...standby,
	...rules,
	...orders,
	...indicators,
	...means,
	...papers,
	...proposed,
	...runs,
} as const;
