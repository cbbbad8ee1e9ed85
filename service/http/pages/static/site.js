/* What every page does. */

import { wireConnection } from "./connection.js";
import { wireProgress } from "./progress.js";

wireConnection();
wireProgress();
