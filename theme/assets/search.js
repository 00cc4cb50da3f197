// The search finds a number with its sign: to that of the theme, "-0.5" asks for pages without 0.5. Here a minus before a
// digit is a sign, and the search knows numbers by their digits.

const QUERY = 2; // the theme's kind of message
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const asks = message?.type === QUERY && typeof message.data === "string";
  return post.call(this, asks ? { ...message, data: message.data.replace(/(^|\s)[-+−](?=\.?\d)/g, "$1") } : message, ...rest);
};
