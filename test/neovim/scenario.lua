-- The steps of run.sh, with the client of Neovim 0.7 and later. Ends Neovim with exit code 1 at the first failure.

local function fail(message)
  io.stderr:write(message .. "\n")
  vim.cmd("cquit 1")
end

local function expect(what, actual, wanted)
  if not vim.deep_equal(actual, wanted) then
    fail(what .. ": expected " .. vim.inspect(wanted) .. ", got " .. vim.inspect(actual))
  end
end

local function await(what, condition)
  if not vim.wait(20000, condition, 50) then fail("no " .. what .. " within 20 seconds") end
end

local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  cmd = { "node", vim.env.ASSETS_BINARY, "lsp" },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(buffer, client)

-- Findings, at columns in bytes: "größe 🙂" has 7 characters, 8 UTF-16 units and 12 bytes.
await("finding", function() return #vim.diagnostic.get(buffer) > 0 end)
local found = vim.diagnostic.get(buffer)
expect("findings", #found, 1)
local line = vim.api.nvim_buf_get_lines(buffer, found[1].lnum, found[1].lnum + 1, true)[1]
expect("line of the finding", found[1].lnum, 3)
expect("text of the finding", line:sub(found[1].col + 1, found[1].end_col), "output")
expect("rule", found[1].code or found[1].user_data.lsp.code, "unknown-key")
expect("source", found[1].source, "assets")

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  local answer = answers and answers[client]
  if not answer or not answer.result then fail("no answer to " .. method .. ": " .. vim.inspect(answers)) end
  return answer.result
end

vim.api.nvim_win_set_cursor(0, { 9, 15 })
local hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"))
if not hover.contents.value:find("written by `stage_trips in kestra.company.data/data_pipeline_assets`", 1, true) then
  fail("hover: " .. hover.contents.value)
end

-- The correction of the finding.
local range = { start = { line = 3, character = 0 }, ["end"] = { line = 3, character = 0 } }
local actions = ask("textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = range,
  context = { diagnostics = {}, only = { "quickfix" } },
})
expect("title of the action", actions[1].title, 'Write "outputs"')
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
vim.cmd("write")
await("corrected file without findings", function() return #vim.diagnostic.get(buffer) == 0 end)

-- The producer.
vim.lsp.buf.definition()
await("jump to the producer", function()
  return vim.api.nvim_buf_get_name(0):find("flows/data/data_pipeline_assets.yml", 1, true) ~= nil
end)
expect("place of the producer", vim.api.nvim_win_get_cursor(0), { 22, 14 })

vim.lsp.stop_client(client)
vim.cmd("qall!")
