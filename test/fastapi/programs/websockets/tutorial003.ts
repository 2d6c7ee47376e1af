import {
  fastapiUniqueId,
  HTMLResponse,
  Millrace,
  type Int,
  type ServerWebSocket,
  WebSocketDisconnect,
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
        <h2>Your ID: <span id="ws-id"></span></h2>
        <form action="" onsubmit="sendMessage(event)">
            <input type="text" id="messageText" autocomplete="off"/>
            <button>Send</button>
        </form>
        <ul id='messages'>
        </ul>
        <script>
            var client_id = Date.now()
            document.querySelector("#ws-id").textContent = client_id;
            var ws = new WebSocket(\`ws://localhost:8000/ws/\${client_id}\`);
            ws.onmessage = function(event) {
                var messages = document.getElementById('messages')
                var message = document.createElement('li')
                var content = document.createTextNode(event.data)
                message.appendChild(content)
                messages.appendChild(message)
            };
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

class ConnectionManager {
  readonly active_connections = new Set<ServerWebSocket>();

  async connect(websocket: ServerWebSocket): Promise<void> {
    await websocket.accept();
    this.active_connections.add(websocket);
  }

  disconnect(websocket: ServerWebSocket): void {
    this.active_connections.delete(websocket);
  }

  async broadcast(message: string): Promise<void> {
    for (const connection of this.active_connections) await connection.sendText(message);
  }
}

const manager = new ConnectionManager();

app.websocket(
  "/ws/{client_id}",
  async function websocket_endpoint(websocket: ServerWebSocket, client_id: Int) {
    await manager.connect(websocket);
    try {
      for (;;) {
        const data = await websocket.receiveText();
        await websocket.sendText(`You wrote: ${data}`);
        await manager.broadcast(`Client #${client_id} says: ${data}`);
      }
    } catch (error) {
      if (!(error instanceof WebSocketDisconnect)) throw error;
      manager.disconnect(websocket);
      await manager.broadcast(`Client #${client_id} left the chat`);
    }
  },
);

export default app;
