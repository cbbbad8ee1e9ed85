/* What every page does. */

import { wireConnection } from "./connection.js";
import { onWipe } from "./drafts/storage.js";

wireConnection();
onWipe(() => location.replace(document.querySelector("a.brand").href));
