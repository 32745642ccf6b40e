// The panel's script. Everything attaches by data attributes and delegated
// events, so that fragments need no setting up.
import "./team.js";
import "./morph.js";
import "./dialog.js";
import "./fresh.js";
import "./plan.js";
import "./toast.js";
import "./copy.js";
import "./print.js";
import "./upload.js";
import "./passkey.js";
import "./insert.js";
import "./menu.js";
import "./rowmenu.js";
import "./palette.js";
import "./keys.js";
import "./edit.js";
import { adjustAll, focusProblem } from "./form.js";
import { count } from "./select.js";
import { startLive } from "./live.js";
import { startTime } from "./time.js";

adjustAll();
focusProblem();
count();
startTime();
startLive();
