"""The words that every dossier has: headings, names of columns, what its script says."""

from __future__ import annotations

from collections.abc import Mapping

from ...workflow.language import Label

WORDS: Mapping[str, Label] = {
    "dossier": Label("案件卷宗", "Case dossier"),
    "contents": Label("目录", "Contents"),
    "case": Label("案号", "Case"),
    "procedure": Label("程序", "Procedure"),
    "document": Label("依据文件", "Document"),
    "edition": Label("版本", "Edition"),
    "state": Label("状态", "State"),
    "first_contact": Label("首问责任人", "First contact"),
    "opened": Label("立案", "Opened"),
    "closed": Label("结案", "Closed"),
    "still_open": Label("未结", "still open"),
    "responsible": Label("现责任人", "Answers for it"),
    "nobody": Label("无，已终结", "nobody, it has ended"),
    "as_of": Label("截至", "As of"),
    "position": Label("日志位置", "log position"),
    "entries": Label("记录条数", "Entries"),
    "path": Label("流程图上的办理路径", "The way it took"),
    "timeline": Label("办理经过", "Timeline"),
    "deadlines": Label("期限及履行", "Deadlines, and how they were met"),
    "signatures": Label("签字及其含义", "Signatures, and what they mean"),
    "custody": Label("物品交接", "Custody of pieces"),
    "files": Label("附件", "Attachments"),
    "related": Label("相关案件", "Related cases"),
    "proof": Label("证明", "Proof"),
    "none": Label("无", "none"),
    "recorded": Label("登录", "recorded"),
    "happened": Label("发生", "happened"),
    "late_entry": Label("补记", "late entry"),
    "reason": Label("事由", "reason"),
    "refused": Label("被拒", "Refused"),
    "tried": Label("欲办", "tried"),
    "changed_nothing": Label("案件未变", "nothing was changed"),
    "corrects": Label("更正第", "corrects entry"),
    "corrected": Label("条", ""),
    "struck_by": Label("更正见", "struck in"),
    "approved_by": Label("批准人", "approved by"),
    "empty": Label("（空）", "(empty)"),
    "was": Label("原为", "was"),
    "now": Label("改为", "is"),
    "starts": Label("起算期限", "starts"),
    "ends": Label("终止期限", "ends"),
    "until": Label("至", "until"),
    "signs": Label("签字", "signature"),
    "entry": Label("记录", "Entry"),
    "deadline": Label("期限", "Deadline"),
    "started": Label("起算", "Started"),
    "due": Label("到期", "Due"),
    "ended": Label("终止", "Ended"),
    "outcome": Label("结果", "Outcome"),
    "calendar": Label("日历", "calendar"),
    "lapse": Label("逾期登记于", "lapse recorded"),
    "sum": Label("算法", "How it was counted"),
    "meaning": Label("签认", "attests"),
    "capacity": Label("身份", "as"),
    "void": Label("已失效", "void"),
    "void_since": Label("失效于第", "since entry"),
    "breaks": Label("交接断点", "break"),
    "file": Label("文件", "File"),
    "found": Label("查验", "Checked"),
    "size": Label("字节", "bytes"),
    "named_in": Label("见于", "Named in"),
    "not_there": Label("查无此案", "not in this log"),
    "leaf": Label("叶序", "Leaf"),
    "leaf_hash": Label("叶哈希", "Hash of the leaf"),
    "attempt": Label("被拒申请", "Refusal"),
    "signed": Label("已签", "Signed"),
    "yes": Label("是", "yes"),
    "no": Label("否", "no"),
    "checkpoint": Label("签名检查点", "The signed checkpoint"),
    "policy": Label("有权签名的密钥", "Whose signatures count"),
    "all": Label("全部已签", "all of it is signed"),
    "some": Label("部分未签", "its end is unsigned"),
    "nothing": Label("未经签名", "nothing is signed"),
    "stored": Label("原始字节", "Stored bytes"),
    "legend": Label(
        "粗线与编号为本案所经步骤，编号与办理经过一致；虚线为未走的路径；双框为终结状态；"
        "◆ 为现状态。",
        "Thick lines and numbers: the steps this case took, numbered as in the timeline. Dashed: "
        "what it did not take. Double frame: an end. ◆ where it stands.",
    ),
    "top": Label("回到页首", "back to the top"),
    "check_yourself": Label("自行核验", "Check it yourself"),
    "take_out": Label(
        "本页内嵌 JSON（id 为 case-proof）：每条记录的原始字节（base64）、叶、包含证明及签名"
        "检查点，可取出用任何支持 RFC 6962 的程序核验。",
        "This page carries JSON (its id is case-proof) with each entry's stored bytes in base64, "
        "its leaf and inclusion proof, and the signed checkpoint. Take it out and verify it with "
        "any program that knows RFC 6962.",
    ),
}
# What the script in the page says, by the names that it knows.
SCRIPT: Mapping[str, Label] = {
    "idle": Label(
        "本页自带核验脚本，现未运行。页面内容不依赖它。",
        "The page's own check has not run here. Nothing on the page depends on it.",
    ),
    "running": Label("核验中……", "Checking …"),
    "verified": Label("核验通过", "Verified"),
    "partly": Label("已签部分核验通过", "What is signed is verified"),
    "failed": Label("核验不通过", "Not as it was recorded"),
    "cannot": Label("此浏览器无法核验", "This browser cannot check it"),
    "nothing": Label("无可核验", "There is nothing to check"),
    "bytes": Label(
        "条记录的原始字节与叶相符", "entries: the stored bytes are those of their leaves"
    ),
    "roots": Label(
        "条记录的包含证明通向检查点的根", "entries: the proof leads to the checkpoint's root"
    ),
    "unsigned": Label("条记录尚无签名", "entries: nobody has signed them yet"),
    "signature": Label("检查点签名有效，密钥", "The checkpoint is signed by"),
    "no_ed25519": Label(
        "此浏览器不支持 Ed25519，签名未核验；哈希已核验",
        "This browser knows no Ed25519: the signature was not examined, the hashes were",
    ),
    "no_crypto": Label(
        "此浏览器在此处不提供 WebCrypto，什么都没有核验",
        "This browser offers no WebCrypto here: nothing was examined",
    ),
    "no_checkpoint": Label("没有检查点，无人签名", "There is no checkpoint: nobody has signed"),
    "bad_state": Label("原始字节与叶不符", "the stored bytes are not those of the leaf"),
    "bad_leaf": Label("叶与其位置不符", "the leaf is of another place"),
    "bad_path": Label(
        "包含证明不通向检查点的根", "the proof does not lead to the checkpoint's root"
    ),
    "bad_signature": Label("检查点签名无效", "the signature of the checkpoint does not fit"),
    "bad_data": Label("内嵌数据无法读取", "the embedded data cannot be read"),
    "bad_count": Label("页上记录与内嵌记录不一一对应", "the entries shown are not those embedded"),
    "bad_file": Label("图片与其 SHA-256 不符", "a picture is not the one of its SHA-256"),
    "files": Label("张图片与其 SHA-256 相符", "pictures are those of their SHA-256"),
    "leaf": Label("叶", "leaf"),
    "stored": Label("已核验的原始字节", "Stored bytes, as checked"),
    "unchecked": Label(
        "原始字节（未通过核验或未签名）", "Stored bytes, not verified or not signed"
    ),
    "beware": Label(
        "核验的是内嵌字节；文字与字节是否一致，请展开各条“原始字节”对照。",
        "What was checked are the embedded bytes. Open “stored bytes” below an entry to compare "
        "them with its words.",
    ),
}
