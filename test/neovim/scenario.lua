-- The steps of run.sh, for Neovim 0.7 and later. Ends Neovim with exit code 1 at the first failure.

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

-- The set-up for this version in the documentation: its first block is for 0.11 and later, its second for earlier ones.
local page = io.open(vim.env.ASSETS_DOCS):read("*a")
local blocks = {}
for block in page:gmatch("```lua\n(.-)```") do table.insert(blocks, block) end
expect("set-ups in the documentation", #blocks, 2)
assert(loadstring(blocks[vim.fn.has("nvim-0.11") == 1 and 1 or 2]))()

local buffer = vim.api.nvim_get_current_buf()
vim.bo.filetype = "yaml"
local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients
await("client", function() return #get_clients() > 0 end)
local client = get_clients()[1].id

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
