"""The fine-tuned network as ONNX with int8 weights, for the pipeline's component."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from extract.components.encoder_ner import EncoderNer
from extract.training.encoder import TAGS, build_net, encoder_folder


def export(checkpoint: Path, work: Path) -> tuple[Path, Path]:
    """Write `model.onnx` and `model.int8.onnx` into `work` and return both paths."""
    import torch
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.optimizer import optimize_model

    net = build_net()
    net.load_state_dict(torch.load(checkpoint)["net"])
    net.eval()
    raw, full, small = work / "raw.onnx", work / "model.onnx", work / "model.int8.onnx"
    pieces = torch.randint(5, 1000, (1, 16))
    names = ["pieces", "shapes", "scores"]
    torch.onnx.export(
        net,
        (pieces, torch.zeros_like(pieces)),
        str(raw),
        input_names=names[:2],
        output_names=names[2:],
        dynamic_axes={name: {0: "windows", 1: "length"} for name in names},
        opset_version=17,
        dynamo=False,
    )
    settings = net.enc.config
    fused = optimize_model(
        str(raw),
        model_type="bert",
        num_heads=settings.num_attention_heads,
        hidden_size=settings.hidden_size,
        opt_level=1,
    )
    fused.save_model_to_file(str(full))
    quantize_dynamic(
        str(full),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},  # fused nodes have no shape inference of their own
    )
    return full, small


def component(model: Path, window: int = 192, overlap: int = 64, threads: int = 1) -> EncoderNer:
    """Return the pipeline's component with an exported model in it."""
    made = EncoderNer("ner", window, overlap, threads)
    made.load(model.read_bytes(), Tokenizer.from_file(str(encoder_folder() / "tokenizer.json")), TAGS)
    return made
