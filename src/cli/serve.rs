//! `fuzhu serve`: the server that many clerks work on. It says where it listens, and stops in good order when it is told to.

use super::Means;
use super::failure::Failure;
use super::output::Output;
use serde_json::json;

/// Serves until it is told to stop.
///
/// # Errors
/// When the data directory cannot be opened, or another server is there.
pub fn run(means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    means.serve(&mut |socket| {
        let socket = socket.display().to_string();
        if out.json {
            out.object(&json!({ "listening": socket }))?;
        } else {
            out.line(out.lang.pick(format!("服务器已启动：{socket}"), format!("The server listens at {socket}.")))?;
        }
        // Whoever waits for this line, a script or a journal of the system, has it now.
        out.flush()
    })?;
    if !out.json {
        out.line(out.lang.pick("服务器已停止，数据已存盘。", "The server has stopped; everything is on disk."))?;
    }
    Ok(())
}
