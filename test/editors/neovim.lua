-- Opens a manifest in a headless Neovim with `plimsoll lsp --stdio`, waits for diagnostics, takes the first code action of the privileged
-- container, and writes what it saw as JSON to the file named in PLIMSOLL_OUT. Works from Neovim 0.7 on.
local node, cli, file, out = vim.env.PLIMSOLL_NODE, vim.env.PLIMSOLL_CLI, vim.env.PLIMSOLL_FILE, vim.env.PLIMSOLL_OUT
local seen = {}

local function finish(problem)
  seen.problem = problem
  local handle = assert(io.open(out, "w"))
  handle:write(vim.fn.json_encode(seen))
  handle:close()
  vim.cmd("qall!")
end

vim.cmd("edit " .. vim.fn.fnameescape(file))
vim.bo.filetype = "yaml"
local client = vim.lsp.start_client({ name = "plimsoll", cmd = { node, cli, "lsp", "--stdio" }, root_dir = vim.fn.fnamemodify(file, ":h") })
if not client then
  finish("the server did not start")
  return
end
vim.lsp.buf_attach_client(0, client)

if not vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50) then
  finish("no diagnostics came")
  return
end
seen.diagnostics = vim.tbl_map(function(found) return { line = found.lnum, code = found.code, message = found.message } end, vim.diagnostic.get(0))

local privileged = vim.tbl_filter(function(found) return found.code == "kubernetes/privileged-container" end, vim.diagnostic.get(0))[1]
if not privileged then
  finish("the privileged container was not found")
  return
end
local position = { line = privileged.lnum, character = privileged.col }
local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = position, ["end"] = position },
  context = { diagnostics = {} },
}, 10000)
local actions = ((answer or {})[client] or {}).result or {}
seen.actions = vim.tbl_map(function(action) return action.title end, actions)
if actions[1] and actions[1].edit then
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
end
seen.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
finish(nil)
