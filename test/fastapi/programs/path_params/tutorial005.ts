import { fastapiUniqueId, Millrace } from "millrace";

const app = new Millrace({ title: "FastAPI", version: "0.1.0", generateUniqueId: fastapiUniqueId });

enum ModelName {
  alexnet = "alexnet",
  resnet = "resnet",
  lenet = "lenet",
}

app.get("/models/{model_name}", function get_model(model_name: ModelName): unknown {
  if (model_name === ModelName.alexnet) return { model_name, message: "Deep Learning FTW!" };
  if (model_name === ModelName.lenet) return { model_name, message: "LeCNN all the images" };
  return { model_name, message: "Have some residuals" };
});

export default app;
