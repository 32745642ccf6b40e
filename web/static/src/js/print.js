// Prints the page from a [data-print] button.
import { on } from "./dom.js";

on("click", "[data-print]", () => window.print());
