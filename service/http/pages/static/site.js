/* What every page does. */

import { wireConnection } from "./connection.js";

wireConnection();
