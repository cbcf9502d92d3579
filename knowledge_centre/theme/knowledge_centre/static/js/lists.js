/** On every page: fetches what a list needs, where the page has such a list. */

if (document.getElementById("narrow")) import("./narrow.js");
