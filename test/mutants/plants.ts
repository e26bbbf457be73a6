import type { Plants } from './plant.ts';
import { egress } from './plants/egress.ts';
import { logs } from './plants/logs.ts';
import { pages } from './plants/pages.ts';
import { staff } from './plants/staff.ts';
import { started } from './plants/started.ts';
import { told } from './plants/told.ts';

/** How each violation that is a change is planted. */
export const plants: Plants = { ...pages, ...logs, ...staff, ...egress, ...started, ...told };
