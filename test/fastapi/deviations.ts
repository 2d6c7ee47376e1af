/** Exchanges in which Millrace answers otherwise than FastAPI, each with its reason. */
export const deviations: Readonly<Record<string, string>> = {
  "path_params/tutorial003b#2":
    "a second route for the same method and path never answers; Millrace refuses it (MR108), so that it is not documented",
  "extra_data_types/tutorial001#1":
    "a moment is written with `Z`, not `+00:00`, and a duration as ISO 8601 text, as its schema says, not in seconds",
  "dependencies/tutorial008#1": "the answer is the address of a Python object",
  "dependencies/tutorial010#1": "the answer is the address of a Python object",
  "using_request_directly/tutorial001#1":
    "the address of the client is that of its connection; FastAPI's test client has none, and is called `testclient`",
  "custom_request_and_route/tutorial001#3":
    "there is no class of requests to put another one in place of; a middleware changes what the inside sees",
  "body/tutorial001#15":
    "recorded while FastAPI's own JSON parser was made to fail; the same request is an ordinary 422",
  "body_nested_models/tutorial004#1":
    "a JavaScript `Set` keeps the order in which its members came; a Python `set` has none",
  "body_nested_models/tutorial005#1":
    "a JavaScript `Set` keeps the order in which its members came; a Python `set` has none",
  "body_nested_models/tutorial006#1":
    "a JavaScript `Set` keeps the order in which its members came; a Python `set` has none",
  "response_model/tutorial003_02#3":
    "a response of no particular class says nothing of its body; FastAPI's document says JSON, which it need not be",
  "response_model/tutorial003_03#2":
    "a `RedirectResponse` is documented as the 307 that it is; FastAPI's document says 200 with JSON",
  "security/tutorial003#9":
    "in the form for tokens `client_secret` is text in the format `password`, or null; FastAPI puts the format beside the choice of the two",
  "security/tutorial004#24":
    "in the form for tokens `client_secret` is text in the format `password`, or null; FastAPI puts the format beside the choice of the two",
  "security/tutorial005#30":
    "in the form for tokens `client_secret` is text in the format `password`, or null; FastAPI puts the format beside the choice of the two",
};
