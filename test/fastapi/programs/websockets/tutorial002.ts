import {
  fastapiUniqueId,
  HTMLResponse,
  Millrace,
  type Cookie,
  type Depends,
  type Int,
  type Query,
  type ServerWebSocket,
  WebSocketException,
} from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

const html = `
<!DOCTYPE html>
<html>
    <head>
        <title>Chat</title>
    </head>
    <body>
        <h1>WebSocket Chat</h1>
        <form action="" onsubmit="sendMessage(event)">
            <label>Item ID: <input type="text" id="itemId" autocomplete="off" value="foo"/></label>
            <label>Token: <input type="text" id="token" autocomplete="off" value="some-key-token"/></label>
            <button onclick="connect(event)">Connect</button>
            <hr>
            <label>Message: <input type="text" id="messageText" autocomplete="off"/></label>
            <button>Send</button>
        </form>
        <ul id='messages'>
        </ul>
        <script>
        var ws = null;
            function connect(event) {
                var itemId = document.getElementById("itemId")
                var token = document.getElementById("token")
                ws = new WebSocket("ws://localhost:8000/items/" + itemId.value + "/ws?token=" + token.value);
                ws.onmessage = function(event) {
                    var messages = document.getElementById('messages')
                    var message = document.createElement('li')
                    var content = document.createTextNode(event.data)
                    message.appendChild(content)
                    messages.appendChild(message)
                };
                event.preventDefault()
            }
            function sendMessage(event) {
                var input = document.getElementById("messageText")
                ws.send(input.value)
                input.value = ''
                event.preventDefault()
            }
        </script>
    </body>
</html>
`;

app.get("/", async function get() {
  return new HTMLResponse(html);
});

function get_cookie_or_token(session?: Cookie<string>, token?: Query<string>): string {
  const value = session ?? token;
  if (value === undefined) throw new WebSocketException(1008);
  return value;
}

app.websocket(
  "/items/{item_id}/ws",
  async function websocket_endpoint(
    websocket: ServerWebSocket,
    item_id: string,
    cookie_or_token: Depends<typeof get_cookie_or_token>,
    q?: Int,
  ) {
    await websocket.accept();
    for await (const data of websocket.iterText()) {
      await websocket.sendText(`Session cookie or query token value is: ${cookie_or_token}`);
      if (q !== undefined) await websocket.sendText(`Query parameter q is: ${q}`);
      await websocket.sendText(`Message text was: ${data}, for item ID: ${item_id}`);
    }
  },
);

export default app;
